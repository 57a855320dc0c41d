// float core_size(int i)      vec3 core_place(int i, vec3 p, float size)      bool is_glass(int i)      bool is_asked(int i)
//
// What stands within the glass of a crown: a tooth of enamel in the tooth, as large as people kept theirs.
//
// i        tooth      p  a point of its crown, mm      size  share of the crown's length and width, 0 .. 1
// reads    t_teeth, t_people, u_loss
// returns  core_size  0 where none stands; else SEED where the least is kept .. WITHIN where the most is, by the
//          role's domain: evenly, so that what grows is as large as what is said
//          core_place  that point of the core, mm: it has grown from the neck, and the smaller the rounder its tip
//          is_glass  whether glass stands around it; what is covered stands without
//          is_asked  whether there is a figure, or one that is kept back: where nobody asked an outline stands, without light

const float WITHIN = 0.985;  // of a crown, what is whole enamel: glass is all around it
const float SEED = 0.40;     // of a crown, the smallest core: nobody's is gone
const float ROUND = 0.32;    // of its height, by which the corners of the smallest core are drawn in
const float ROOTED = 0.10;   // height that every core stands on, share of the crown's length

bool is_whole(int state) {
    return state >= 3;  // withheld, held back: covered, and as large as any
}

float core_size(int i) {
    vec4 figure = texelFetch(t_people, ivec2(i, 0), 0);  // kept, doubt, state
    int state = int(figure.z + 0.5);
    if (is_whole(state)) return 1.0;
    if (state == 0) return 0.0;
    if (u_loss == LOSS_EDGE) return WITHIN;
    if (u_loss == LOSS_TOOTH) return WITHIN * figure.w;
    return mix(SEED, WITHIN, texelFetch(t_people, ivec2(i, 1), 0).x);
}

vec3 core_place(int i, vec3 p, float size) {
    vec4 tip = texelFetch(t_teeth, ivec2(i, 2), 0);
    vec3 root = texelFetch(t_teeth, ivec2(i, 0), 0).xyz + ROOTED * tip.w * tip.xyz;
    vec4 across = texelFetch(t_teeth, ivec2(i, 1), 0), deep = texelFetch(t_teeth, ivec2(i, 3), 0);
    vec3 off = p - root;
    // A pearl has no edge as straight as an incisor's: out to both sides it is less high.
    vec2 side = 2.0 * vec2(dot(off, across.xyz) / across.w, dot(off, deep.xyz) / deep.w);
    float high = dot(off, tip.xyz), less = ROUND * (1.0 - smoothstep(0.6, WITHIN, size)) * min(dot(side, side), 1.0);
    return root + size * (off - less * smoothstep(0.2, 1.0, high / tip.w) * high * tip.xyz);
}

bool is_asked(int i) {
    return int(texelFetch(t_people, ivec2(i, 0), 0).z + 0.5) != 0;
}

bool is_glass(int i) {
    return !is_whole(int(texelFetch(t_people, ivec2(i, 0), 0).z + 0.5));
}
