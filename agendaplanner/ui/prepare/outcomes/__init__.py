"""Outcomes in the window: rapporteurs' notes and recommendations, put together and written."""
