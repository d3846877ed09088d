"""Notices: each person is told, in words and in their language, what changed for them, and nothing else."""
