// One point for each texel of the bed, counted where its row and the height of its floor meet.

void main() {
    vec4 bed = fetch_bed(ivec2(gl_VertexID, gl_InstanceID));
    bool counted = bed.w >= 0.0 && bed.w < float(u_rows);
    vec2 at = vec2(bed.w, floor(bed.y * (u_resolution.y - 0.01))) + 0.5;
    gl_Position = counted ? vec4(2.0 * at / u_resolution - 1.0, 0.0, 1.0) : vec4(2.0, 2.0, 2.0, 1.0);
    gl_PointSize = 1.0;
}
