// What hangs below a bell: strands of joints. The twin of scene.py.

const int STRANDS = 12, JOINTS = 16, ARMS = 4;  // the first ones are arms, from its mouth; the others threads, from its rim
