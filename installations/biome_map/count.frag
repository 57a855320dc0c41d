// writes  o  one more point of the wet floor, of this row and as far outside of a colony

void main() {
    o = vec4(1.0);
}
