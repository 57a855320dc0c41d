// A fine ring where every pipe ends at each other time than now.
//
// reads   t_history, u_moment, u_times
// writes  o.x  0 .. 1; a place's left wing and its right one across, along the pipe up

void main() {
    float sum = 0.0;
    for (int time = 0; time < u_times; time++) {
        float off = fetch_history(ivec2(texel().x, time)).x * u_resolution.y - (float(texel().y) + 0.5);
        sum += clamp(abs(float(time) - u_moment), 0.0, 1.0) * exp(-0.6 * off * off);
    }
    o = vec4(min(sum, 1.0), 0.0, 0.0, 1.0);
}
