"""What an agenda is: records, times, the agenda with its indexes, changes, and the actions that make them.

Standard library and msgspec only. What is wrong with an agenda is in ``checks``; where it is kept is in ``document``.
"""
