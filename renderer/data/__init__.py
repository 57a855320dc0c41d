"""Figures: readers of publishers' files (``adapters``: one module a form), checks, and the released table."""
