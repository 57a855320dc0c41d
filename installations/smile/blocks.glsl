// const int BLOCK      side of a block of the picture that is lit or left dark as a whole, px: the twin of scene.py
const int BLOCK = 8;
