"""What is being played: values in hand, undo, morphs, takes, mappings and the memory of them."""
