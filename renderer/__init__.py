"""Chorus: community health figures become pictures."""
