// int riser(int turn)      int rising()      vec3 lamp_way()
//
// Whose turn it is to rise, into light from where.
//
// riser     who rises at a turn, counted past the end of the loop
// rising    whose turn it is, as scene.py says it in the plate; u_turn is of a loop, 0 .. u_rises - 1
// lamp_way  unit way to where light comes from, about u_lamp, by the seed a little beside it

#include "chance.glsl"

int riser(int turn) {
    return (u_place + (turn + u_rises) % u_rises * (u_rows % 19 == 0 ? 23 : 19)) % max(u_rows, 1);
}

int rising() {
    return riser(int(u_turn + 0.5));
}

vec3 lamp_way() {
    float at = radians(u_lamp + 50.0 * (own_chance(9u).x - 0.5));
    return vec3(cos(at), sin(at), 0.0);
}
