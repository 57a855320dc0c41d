// What the sun finds: the floor, and the colonies that stand on it.
//
// reads   t_bed, t_plan, t_plan_cover, t_colonies, t_edges
// writes  o.x  height, heights of the picture      o.y  how far outside of a colony, cells, see colonies.frag

void main() {
    ivec2 cell = target_texel();
    float bed = texture(t_bed, (vec2(cell) + 0.5) / u_resolution).x;  // the mean of four: a narrow rim has no steps
    vec2 own = fetch_bed(2 * cell).yw;
    vec4 colony = fetch_colonies(cell);
    int row = int(colony.w);
    float reach = row < 0 || row >= u_rows ? -99.0 : fetch_edges(ivec2(row, 0)).x;
    float within = max(reach - colony.z, 0.0), dry = smoothstep(-0.0002, 0.0012, bed - fetch_plan(cell).x);
    float floor_ = own.y < 0.0 ? bed : mix(bed, -0.0012 * (1.0 - own.x), fetch_plan_cover(cell).z);
    o = vec4(floor_ + 0.0034 * (1.0 - exp(-0.9 * within)) * (1.0 - dry), colony.z, 0.0, 0.0);
}
