// What still water mirrors, soft as on all that is wet: more so nearer to us, and upright.
//
// reads   t_pool, u_water (up to where it is seen, -1 .. 1), u_alone, u_ground
// writes  o.rgb  linear light
// space   as pool.vert: the picture from its lower edge up to u_water
// Of a mesh that is drawn without smoothing edges are steps, one texel wide: each row is seen through a tent of three
// texels and more, so that no step is left when the picture is many times as large.

const int ROWS = 8;
const vec2 LEAST = vec2(1.6, 1.5), MORE = vec2(0.006, 0.045);  // texels; half widths and half heights of the picture

void main() {
    o = vec4(0.0);
    if (u_alone == 0 || u_ground == 0.0 || u_water <= -1.0) return;  // a display's view, which has no room around it
    vec2 size = vec2(textureSize(t_pool, 0)), at = pixel() / u_resolution;
    float reach = u_water + 1.0, t = (1.0 - at.y) * reach;
    vec2 wide = LEAST / size + MORE * t / vec2(2.0, reach);
    float whole = 0.0;
    for (int k = 0; k < ROWS; k++) {
        float y = (float(k) + 0.5) / float(ROWS) * 2.0 - 1.0, x = 0.75 - 0.5 * float(k & 1), part = 1.0 - y * y;
        for (int side = -1; side <= 1; side += 2) {
            vec2 tap = at + wide * vec2(float(side) * x, y);
            o.rgb += part * texture(t_pool, vec2(tap.x, clamp(tap.y, 0.0, 1.0))).rgb;
        }
        whole += 2.0 * part;
    }
    o = vec4(o.rgb / whole, 1.0);
}
