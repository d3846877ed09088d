"""Plan a meeting: sessions, people and rooms without clashes, calendars that stay right, a programme to print."""

__version__ = "0.1.0"
