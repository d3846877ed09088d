"""How ready the meeting is: what is missing before each stage, each point a click from its place."""
