// What of a sitter is seen: as bust.glsl finds it, and studio.glsl lights it.

const int NOBODY = 0, SKIN = 1, HAIR = 2, CLOTH = 3, WHITE = 4, IRIS = 5, RIM = 6;  // white and iris of eyes, glasses
