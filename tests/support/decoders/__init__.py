"""Readers of finished stills: each reads how much an area's mark says, as the installation's page says it is read.

They may ask the engine where a mark stands. How much it says they take from the picture's pixels alone.
"""
