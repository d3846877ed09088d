"""What is wrong with an agenda and why: clashes, warnings, what is not ready. One rule, one place."""
