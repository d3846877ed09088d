"""Planning in the window: what is asked of the planner's process, what it proposes, and how that is shown and taken.

``planner`` asks, ``proposal`` and ``proposals`` hold what waits to be accepted or dropped, ``note`` and ``bar`` show it.
"""
