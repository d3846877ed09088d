"""Passwords of calendar and mail servers, in the keyring of the system; never in the agenda file."""

from __future__ import annotations

from agendaplanner.model.errors import AgendaError

_SERVICE = "agendaplanner"


class KeyringError(AgendaError):
    """The system's keyring is not there, or does not give or take a password."""


def stored_password(server: str, user: str) -> str | None:
    """Give the password of a user on a server from the keyring; None where there is none, or no keyring."""
    import keyring
    import keyring.errors

    try:
        return keyring.get_password(f"{_SERVICE} {server}", user)
    except keyring.errors.KeyringError:
        return None


def store_password(server: str, user: str, password: str) -> None:
    """Keep a password in the keyring.

    Raises:
        KeyringError: There is no keyring, or it refuses.
    """
    import keyring
    import keyring.errors

    try:
        keyring.set_password(f"{_SERVICE} {server}", user, password)
    except keyring.errors.KeyringError as error:
        raise _refused(error) from error


def _refused(error: Exception) -> KeyringError:
    why = str(error).strip().splitlines()
    return KeyringError(
        f"This system's keyring did not take the password: {why[0] if why else type(error).__name__}",
        advice="Give the password each time instead.",
    )
