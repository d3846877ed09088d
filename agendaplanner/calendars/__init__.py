"""iCalendar files (RFC 5545): the meeting as participants have it in their calendars. Given an agenda, it writes."""
