"""The planner's own process: see ``worker``."""

from __future__ import annotations

import sys

from agendaplanner.planning.worker import serve


def main() -> int:
    """Answer the request on standard input."""
    serve(sys.stdin.fileno())
    return 0


if __name__ == "__main__":
    sys.exit(main())
