"""What the panel shows and what was touched in it; imgui only here."""
