"""Everything on paper beside the programme: signs, plates, badges, and sheets for those who run the meeting."""
