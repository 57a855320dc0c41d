"""Deep Zoom: a mural in tiles of all sizes, and the page in which it is looked at."""
