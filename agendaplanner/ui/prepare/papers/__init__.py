"""Background papers on a board: how far each is, what is late, who should have read it."""
