"""Why a meeting cannot be planned whole, proved and said in sentences, and what would help, tried before it is offered.

``certificates`` finds what simple counting proves; ``core`` asks CP-SAT for the rest; ``minimal`` leaves of either only
what is needed. ``sentences`` puts it in words, ``repairs`` thinks of what would help, ``trying`` plans with it.
"""
