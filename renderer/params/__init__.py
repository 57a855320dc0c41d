"""What an artist may turn: parameters (a knob is one ``param`` line of a scene), presets, binds, triggers."""
