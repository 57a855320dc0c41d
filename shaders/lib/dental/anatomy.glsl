// vec4 tooth_size(int kind)      vec2 tooth_neck(int kind)      int tooth_shape(int kind)
//
// How large a tooth is: averages, not a norm for anybody.
//
// kind        0..7 upper permanent tooth 1..8 from the midline, 8..15 lower, 16..20 upper primary, 21..25 lower
// tooth_size  crown width (mesial to distal), crown length, crown depth (labial to lingual), root length, mm
// tooth_neck  width and depth at the neck, mm
// tooth_shape kind 0..15 of the permanent tooth that it looks like: primary molars are molars
// exact       as assets/dental/anatomy.csv, which names the source of each line

const vec4 TOOTH_SIZE[26] = vec4[](
    vec4(8.5, 10.5, 7.0, 13.0), vec4(6.5, 9.0, 6.0, 13.0), vec4(7.5, 10.0, 8.0, 17.0),
    vec4(7.0, 8.5, 9.0, 14.0), vec4(7.0, 8.5, 9.0, 14.0), vec4(10.0, 7.5, 11.0, 12.0),
    vec4(9.0, 7.0, 11.0, 11.0), vec4(8.5, 6.5, 10.0, 11.0), vec4(5.0, 9.0, 6.0, 12.5),
    vec4(5.5, 9.5, 6.5, 14.0), vec4(7.0, 11.0, 7.5, 16.0), vec4(7.0, 8.5, 7.5, 14.0),
    vec4(7.0, 8.0, 8.0, 14.5), vec4(11.0, 7.5, 10.5, 14.0), vec4(10.5, 7.0, 10.0, 13.0),
    vec4(10.0, 7.0, 9.5, 11.0), vec4(6.5, 6.0, 5.0, 10.0), vec4(5.1, 5.6, 4.0, 11.4),
    vec4(7.0, 6.5, 7.0, 13.5), vec4(7.3, 5.1, 8.5, 10.0), vec4(8.2, 5.7, 10.0, 11.7),
    vec4(4.2, 5.0, 4.0, 9.0), vec4(4.1, 5.2, 4.0, 10.0), vec4(5.0, 6.0, 4.8, 11.5), vec4(7.7, 6.0, 7.0, 9.8),
    vec4(9.9, 5.5, 8.7, 11.3));
const vec2 TOOTH_NECK[26] = vec2[](
    vec2(7.0, 6.0), vec2(5.0, 5.0), vec2(5.5, 7.0), vec2(5.0, 8.0), vec2(5.0, 8.0), vec2(8.0, 10.0),
    vec2(7.0, 10.0), vec2(6.5, 9.5), vec2(3.5, 5.3), vec2(4.0, 5.8), vec2(5.5, 7.0), vec2(5.0, 6.5),
    vec2(5.0, 7.0), vec2(9.0, 9.0), vec2(8.0, 9.0), vec2(7.5, 9.0), vec2(4.5, 4.0), vec2(3.7, 3.7),
    vec2(5.1, 5.5), vec2(5.2, 6.9), vec2(6.4, 8.3), vec2(3.0, 3.5), vec2(3.0, 3.5), vec2(3.7, 4.0),
    vec2(6.5, 5.3), vec2(7.2, 6.4));

vec4 tooth_size(int kind) {
    return TOOTH_SIZE[clamp(kind, 0, 25)];
}

vec2 tooth_neck(int kind) {
    return TOOTH_NECK[clamp(kind, 0, 25)];
}

int tooth_shape(int kind) {
    if (kind < 16) return kind;
    int upper = kind < 21 ? 0 : 8, number = (kind - 16) % 5;
    return upper + (number < 3 ? number : number == 3 ? 6 : 5);
}
