"""Other people's formats, in and out. Given an agenda it writes; given a file it makes an agenda."""
