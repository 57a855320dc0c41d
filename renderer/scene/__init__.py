"""The scene contract and the catalogue of installations; through here everything is tested without a GPU."""
