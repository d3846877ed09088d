"""Other people's iCalendar files, read: busy times of a person, and calendars of sessions. Nothing is written here."""
