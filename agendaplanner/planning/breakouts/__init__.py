"""Who goes to which of the sessions that run in parallel.

``reading`` makes the problem of an agenda, ``flow`` and ``exact`` solve it, ``account`` says what a solution is worth
without sharing code with them, and ``allocate`` is what the window and the command line ask.
"""
