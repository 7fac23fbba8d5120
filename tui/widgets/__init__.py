"""Fields and panes of our own over Textual."""
