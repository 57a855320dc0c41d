"""The only user of moderngl: context, GLSL, programs, targets, passes, picture, readback."""
