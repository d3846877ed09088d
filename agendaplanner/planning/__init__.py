"""Finding places for sessions. The only package that knows ortools, numpy and networkx.

A problem (``problem``), a way to search (``construct``), what comes out (``plan``), and when to stop (``stopping``)
are four things. What anyone is shown has passed ``verify``, which shares no code with the rest.
"""
