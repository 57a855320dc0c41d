// float core_size(int i)      bool is_pearl(int i)      bool is_glass(int i)      bool is_asked(int i)
// vec2 core_at(int i, vec2 uv)
//
// What stands within the glass of a crown: a pearl as large as people kept their teeth.
//
// i        tooth      uv  place on the core: u around, v to the tip, 0 .. 1
// reads    t_people, u_loss
// returns  core_size  0 where none stands; else SEED where the least is kept .. WITHIN where the most is, by the
//          role's domain: evenly, so that what grows is as large as what is said
//          is_pearl  whether that is a pearl; else it has the form of its crown
//          is_glass  whether glass stands around it; what is covered stands without
//          is_asked  whether there is a figure, or one that is kept back: where nobody asked an outline stands, without light
//          core_at  where the core's maps have uv

const float WITHIN = 0.985;  // of a crown, what is whole enamel: glass is all around it
const float FULL = 0.93;     // the same of those of whom nobody lost any: pearl up to its glass
const float SEED = 0.40;     // of a crown, the smallest core: nobody's is gone
const ivec2 CORE = ivec2(33, 33);  // points of a core: those of the mesh

bool is_whole(int state) {
    return state >= 3;  // withheld, held back: covered, and as large as any
}

int state_of(int i) {
    return int(texelFetch(t_people, ivec2(i, 0), 0).z + 0.5);
}

float core_size(int i) {
    int state = state_of(i);
    if (is_whole(state)) return 1.0;
    if (state == 0) return 0.0;
    if (state == 2 && u_loss == LOSS_CORE) return FULL;
    if (u_loss == LOSS_EDGE) return WITHIN;
    if (u_loss == LOSS_TOOTH) return WITHIN * texelFetch(t_people, ivec2(i, 0), 0).w;
    return mix(SEED, WITHIN, texelFetch(t_people, ivec2(i, 1), 0).x);
}

bool is_pearl(int i) {
    int state = state_of(i);
    return u_loss == LOSS_CORE && state == 1;
}

bool is_asked(int i) {
    return state_of(i) != 0;
}

bool is_glass(int i) {
    return !is_whole(state_of(i));
}

ivec2 core_corner(int i) {
    return ivec2(i % 8, i / 8) * CORE;
}

vec2 core_at(int i, vec2 uv) {
    return (vec2(core_corner(i)) + 0.5 + uv * vec2(CORE - 1)) / vec2(CORE * ivec2(8, 4));
}
