"""Re-planning: what a change displaced finds another place, and as little as possible moves."""
