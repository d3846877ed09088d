"""Participants: who is invited, who comes, who waits; lists taken in, and records that are one person made one."""
