"""What a screen reader sees and hears of the program. Run by the system's Python, which has pyatspi.

``tree`` prints all accessible objects as a JSON list; ``listen`` prints what is announced and focused, a line each.
"""

# pyright: basic

import json
import signal
import sys

import pyatspi  # pyright: ignore[reportMissingImports]

PROGRAM = ("agendaplanner", "__main__.py", "python", "python3")


def programs():
    """Give the programs on the bus that are ours: on a desktop of its own there is no other."""
    desktop = pyatspi.Registry.getDesktop(0)
    return [each for each in desktop if each is not None]


def walk(node, depth=0):
    """Give an object and all below it."""
    yield node
    if depth < 40:
        for child in node:
            if child is not None:
                yield from walk(child, depth + 1)


def described(node):
    """Say what a screen reader knows of an object."""
    try:
        place = node.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
        rect = [place.x, place.y, place.width, place.height]
    except NotImplementedError:
        rect = None
    states = node.getState()
    names = ("focusable", "focused", "showing", "enabled", "selected", "checked")
    held = [name for name in names if states.contains(getattr(pyatspi, f"STATE_{name.upper()}"))]
    return {
        "role": node.getRoleName(),
        "name": node.name,
        "description": node.description,
        "rect": rect,
        "states": held,
        "in": node.parent.name if node.parent is not None else "",
    }


def tree():
    """Print all objects."""
    print(json.dumps([described(node) for program in programs() for node in walk(program)]))


def listen():
    """Print what is announced and focused until it is told to stop."""

    def heard(event):
        words = event.any_data if isinstance(event.any_data, str) else ""
        source = event.source
        line = {
            "event": str(event.type),
            "words": words,
            "role": source.getRoleName() if source else "",
            "name": source.name if source else "",
        }
        print(json.dumps(line), flush=True)

    for kind in ("object:announcement", "object:state-changed:focused"):
        pyatspi.Registry.registerEventListener(heard, kind)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    print("listening", flush=True)
    pyatspi.Registry.start()


if __name__ == "__main__":
    {"tree": tree, "listen": listen}[sys.argv[1]]()
