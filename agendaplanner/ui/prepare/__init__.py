"""What a meeting needs beside its timetable: people, their balance and roles, papers, breakouts, outcomes, readiness."""
