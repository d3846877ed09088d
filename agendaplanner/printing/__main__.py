"""The printer's own process: see ``worker``."""

from __future__ import annotations

import sys

from agendaplanner.printing.worker import serve


def main() -> int:
    """Answer the requests on standard input."""
    serve(sys.stdin.buffer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
