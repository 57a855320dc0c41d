"""Scene, parameters and frame become a picture: engine, views, clock, and the rules that scenes keep."""
