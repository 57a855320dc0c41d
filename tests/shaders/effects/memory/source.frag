// The film that a test shows: its target is written from numpy, and this is never run.
void main() { o = vec4(0.0); }
