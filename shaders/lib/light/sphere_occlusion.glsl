// float sphere_occlusion(vec3 p, vec3 normal, vec3 centre, float radius)
//
// How much of the light from all around a ball takes from a surface.
//
// p, normal   of the surface, unit normal; centre, radius  of the ball, same unit as p
// returns     0 .. 1 of a cosine-weighted hemisphere, 0 where the ball is behind the surface
// exact       where the whole ball stands above the surface's horizon; within 0.03 where it dips below
// source      solid angle of a sphere, clipped at the horizon by a smooth factor (after I. Quilez, Sphere AO)

float sphere_occlusion(vec3 p, vec3 normal, vec3 centre, float radius) {
    vec3 way = centre - p;
    float far2 = max(dot(way, way), radius * radius), far = sqrt(far2);
    float lift = dot(normal, way) / far, size = radius / far;  // cosine of its middle, sine of its half angle
    float above = lift + size;
    if (above <= 0.0) {
        return 0.0;
    }
    // Wholly above the horizon: cosine times solid angle / pi. Dipping below: what is left, rounded off.
    float whole = max(lift, 0.0) * size * size;
    if (lift >= size) {
        return whole;
    }
    float share = above / (2.0 * size);
    return size * size * size * share * share;
}
