"""Scene, parameters and frame become a picture."""
