"""How pixels become bytes: one module an encoder, a table of them, and the check of what was written."""
