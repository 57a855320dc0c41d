"""The scene contract and the catalogue of installations."""
