"""The panels round the timeline: what waits, people, the session being looked at, what is wrong."""
