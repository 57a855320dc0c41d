"""Words for a picture: its plate, what it shows for those who cannot see it, and its figures as a table."""
