"""Colouring of graphs: how few colours will do so that no edge joins two of one colour, and the proof where there is one.

Vertices are whole numbers here. ``portfolio.colour`` is the way in; ``slots`` says what a colouring means for a meeting.
"""
