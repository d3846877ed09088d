"""The meeting on a calendar server (CalDAV, RFC 4791): what differs is put, what was withdrawn is deleted.

Withdrawn sessions are deleted, not marked CANCELLED as in files and mails: a calendar on a server is what holds now, and
programs that follow it take out what it no longer has. Passwords are in the system's keyring and nowhere else.
"""
