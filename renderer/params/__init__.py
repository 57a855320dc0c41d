"""What an artist may turn: parameters, presets, binds and sweeps."""
