"""Making a plan that has no clashes better: annealing on bit masks, and exact solving where the meeting is small.

``terms`` is what plans are judged by in the problem's integers, ``state`` a plan with its cost kept up to date move by
move, ``moves`` what may be tried, ``anneal`` the search, ``exact`` CP-SAT, ``improvement`` the whole.
"""
