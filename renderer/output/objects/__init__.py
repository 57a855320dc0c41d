"""A scene's solid as a thing for the hand: meshes, splats and slices, in millimetres."""
