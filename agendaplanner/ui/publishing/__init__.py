"""What goes out to people, in the window: publish, what changed since, notices by mail, calendars on a server and as files.

The work itself is done by our command line in a process of its own (``errand``), the same for people and scripts.
"""
