"""Errors, units, colour and frames: what every other layer speaks in."""
