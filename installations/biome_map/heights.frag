// What the sun finds: the floor, and the colonies that stand on it.
//
// reads   t_bed, t_plan_cover, t_colonies
// writes  o.x  height, heights of the picture      o.y  colony, 0 .. 1

void main() {
    ivec2 cell = target_texel();
    float bed = texture(t_bed, (vec2(cell) + 0.5) / u_resolution).x;  // the mean of four: a narrow rim has no steps
    vec2 own = fetch_bed(2 * cell).yw;
    float colony = smoothstep(0.06, 0.34, fetch_colonies(cell).y), undug = fetch_plan_cover(cell).z;
    float floor_ = own.y < 0.0 ? bed : mix(bed, -0.0012 * (1.0 - own.x), undug);
    o = vec4(floor_ + 0.0032 * colony, colony, 0.0, 0.0);
}
