"""Who goes to which of the sessions that run in parallel.

``reading`` makes the problem of an agenda. ``flow`` solves it where nobody is tied to others, ``exact`` (with ``program``
and ``untied``) otherwise; ``account`` says what a solution is worth without sharing code with them. ``allocate`` is what
the window and the command line ask; ``choices`` puts it in words. ``by_hand`` says what it costs to move somebody, and
``touched`` whose place a change of the plan touches.
"""
