// A picture on its way to a wall: sampled where the mesh says, masked, dimmed.
//
// reads   t_picture: sRGB codes, top row first; u_level: 0 is blackout; MASKED: t_light, what masks leave of the codes
//         of each px of the display, bottom row first; TONED: u_tone, factor and exponent of the codes
// writes  o: sRGB codes

uniform sampler2D t_picture;
uniform float u_level;
#ifdef MASKED
uniform sampler2D t_light;
#endif
#ifdef TONED
uniform vec2 u_tone;
#endif
in vec2 v_picture;
in float v_cover;

void main() {
    vec3 codes = texture(t_picture, v_picture).rgb;
#ifdef TONED
    codes = u_tone.x * pow(codes, vec3(u_tone.y));
#endif
    float light = u_level * v_cover;
#ifdef MASKED
    light *= texelFetch(t_light, ivec2(gl_FragCoord.xy), 0).r;
#endif
    o = vec4(codes * light, 1.0);
}
