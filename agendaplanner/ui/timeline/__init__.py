"""The timeline: days side by side, rooms as columns, time down."""
