"""Families of outputs that show a picture otherwise, a module each: light field, stereo, hologram, physical."""
