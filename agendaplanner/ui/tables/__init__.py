"""The list view: every kind of record as a table in which all of it can be changed, also from a spreadsheet."""
