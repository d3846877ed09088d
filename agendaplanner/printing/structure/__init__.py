"""What a PDF says about itself beside its looks: the structure that is read aloud, metadata, and the file as a whole."""
