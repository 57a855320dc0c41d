"""A projector and its wall: corner pin, masks, brightness and gamma, and test cards."""
