"""One module per destination: stills, films, sheets, windows and their manifest."""
