"""The few questions that cannot be asked in the window itself."""
