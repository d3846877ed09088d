"""Text in every script: in the right order, shaped, in fonts that have its characters, and found again in the PDF."""
