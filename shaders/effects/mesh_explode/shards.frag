// One shard: its piece of the picture, lit as it turns, with a bright broken edge.
//
// reads   t_source, u_rim, u_output (px)
// writes  o: linear light, premultiplied by the coverage of its sides

in vec2 v_place;
in vec3 v_edges;
flat in vec3 v_normal;
flat in float v_far;

void main() {
    vec3 wide = max(fwidth(v_edges), vec3(1e-4));
    vec3 px = v_edges / wide;  // distances to its sides on the screen
    float cover = clamp(min(px.x, min(px.y, px.z)) + 0.5, 0.0, 1.0);
    vec4 source = texture(t_source, v_place / u_output);

    float flying = smoothstep(0.0, 0.03, v_far);
    vec3 normal = v_normal.z < 0.0 ? -v_normal : v_normal;
    const vec3 KEY = vec3(-0.42, 0.62, 0.66);
    float lit = mix(1.0, 0.25 + 1.15 * max(dot(normal, KEY), 0.0), flying);
    float glint = flying * pow(max(dot(reflect(-KEY, normal), vec3(0.0, 0.0, 1.0)), 0.0), 40.0);
    float near = min(v_edges.x, min(v_edges.y, v_edges.z)) / u_output.y;
    float rim = smoothstep(0.01, 0.12, v_far) * u_rim * (exp2(-near * 900.0) * 0.5 + exp2(-near * 160.0) * 0.08);
    float back = v_normal.z < 0.0 ? 0.12 : 1.0;  // behind, the pane is dark

    vec3 light = source.rgb * lit * mix(1.0, back, flying);
    light += source.a * (glint * 0.35 + rim * (0.25 + 0.75 * max(dot(normal, KEY), 0.0))) * vec3(1.0, 0.86, 0.66);
    o = vec4(light, source.a) * cover;
}
