"""Faults of the figures: measured, detected on the show's clock, and told in words."""
