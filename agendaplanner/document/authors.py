"""Who is at the keyboard: the author of changes where nobody else is named."""

from __future__ import annotations

import getpass
import os


def login_name() -> str:
    """Give the name of whoever is logged in, or "somebody" where the system does not tell."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return os.environ.get("USERNAME", "somebody")
