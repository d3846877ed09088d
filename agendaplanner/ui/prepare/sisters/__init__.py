"""Sister meetings in the window: their lists, whom they want too, and what is handed to them."""
