// writes  o  one more texel of the bed, of this row and of this height

void main() {
    o = vec4(1.0);
}
