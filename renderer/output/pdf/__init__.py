"""Prints: a PDF of a picture, in panels where it is larger than a roll of paper is wide."""
