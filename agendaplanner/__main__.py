"""``python -m agendaplanner`` is the same program as the ``agendaplanner`` command."""

import sys

from agendaplanner.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
