"""The points that are looked at to say how ready a meeting is: a file for each stage of its preparation."""
