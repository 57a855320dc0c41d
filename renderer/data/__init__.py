"""Figures: readers, adapters and the released table."""
