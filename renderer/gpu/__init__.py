"""The only user of moderngl: programs, targets, passes, readback."""
