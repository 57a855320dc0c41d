// bool meet(vec3 from, vec3 way, float c, out vec3 first, out vec3 second, out float off)
//
// Where a ray meets a bell: a surface of second order around an axis, so that one formula gives domes, thimbles and
// lanterns. Lengths across are in radii of its mouth, along the axis in heights, h from the top, 0, to the mouth, 1.
//
//     x x + z z = (1 + c) h - c h h       c  1 a dome, 0 a thimble, above 1 closing to its mouth, below 0 a cone
//
// from, way  of the ray, in these units; y is h
// returns    whether it meets the whole surface; the two places, the nearer first; off: half of how long the ray is within

bool meet(vec3 from, vec3 way, float c, out vec3 first, out vec3 second, out float off) {
    float a = dot(way.xz, way.xz) + c * way.y * way.y;
    float b = dot(from.xz, way.xz) + c * from.y * way.y - 0.5 * (1.0 + c) * way.y;
    float k = b * b - a * (dot(from.xz, from.xz) + c * from.y * from.y - (1.0 + c) * from.y);
    off = sqrt(max(k, 0.0));
    first = from - (b + off) / a * way;
    second = from - (b - off) / a * way;
    off /= a;
    return k > 0.0;
}
