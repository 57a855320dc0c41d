"""Families of outputs that show a picture otherwise: light field, stereo, hologram, physical."""
