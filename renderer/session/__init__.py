"""What is being played: Setup, values in hand, undo, morphs, takes, mappings and the memory of them."""
