"""The agenda's file: every change goes through one door, is on disk before it is shown, and can be taken back."""
