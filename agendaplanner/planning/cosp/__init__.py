"""Scheduling conferences of the CoSP family (``model.cosp``) by their own rules: scored, solved, verified.

``conflicts`` says who is at odds with whom, ``score`` what a schedule costs, ``verify`` what no schedule may do.
``costs`` compiles a conference for the solver; ``exact`` and ``details`` are the CP-SAT model, ``shape`` which of it to
build; ``cells`` makes a schedule of what it decides; ``racing`` runs solvers against each other; ``solve`` runs it all.
"""
