"""The sheet of breakouts: ranked wishes, who goes where, and what limits it."""
