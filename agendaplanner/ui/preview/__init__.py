"""What is printed, seen before: pages as they come out, kept up to date while the agenda changes."""
