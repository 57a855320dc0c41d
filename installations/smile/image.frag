// The last light: what stands in the picture before its room, and light has a shoulder.
//
// reads   t_smoothed, where it stands alone t_room behind it: u_alone, u_ground, u_glow (stop)
// writes  o  linear light, premultiplied

const float KNEE = 0.55;  // light up to which nothing changes; from there it nears 1 and never reaches it

vec3 shoulder(vec3 light) {
    float most = max(light.r, max(light.g, light.b)), over = max(most - KNEE, 0.0) / (1.0 - KNEE);
    return most > KNEE ? light * (KNEE + (1.0 - KNEE) * over / (1.0 + over)) / most : light;
}

void main() {
    o = fetch_smoothed(target_texel());
    if (u_alone == 1 && u_ground > 0.0) {
        vec3 ground = texture(t_room, pixel() / u_resolution).rgb;
        o = vec4(o.rgb + ground * u_ground * exp2(u_glow) * (1.0 - o.a), 1.0);
    }
    o.rgb = shoulder(o.rgb);
}
