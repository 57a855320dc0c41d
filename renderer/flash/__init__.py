"""The flash guard: what a flash is, analyser, limiter and verdict; live, export and foreign films use it."""
