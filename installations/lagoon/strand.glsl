// What hangs below a bell: strands of joints. The twin of scene.py.

const int STRANDS = 11, JOINTS = 18, ARMS = 3;  // the first ones are arms, from its mouth; the others threads, from its rim
