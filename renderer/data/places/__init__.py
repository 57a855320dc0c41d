"""A community's own map: areas in any common format, joined to figures, and what shaders read of them."""
