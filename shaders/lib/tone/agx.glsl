// vec3 tone_agx(vec3 light)
//
// A wide, calm curve over 16.5 stops: bright colours fade to white without turning to another hue.
//
// light    linear sRGB, >= 0 (below 0 counts as 0); 0.18, middle grey, stays 0.18; 10 stops below it is black,
//          6.5 stops above is white
// returns  linear sRGB, 0 .. 1
// exact    greys to 5e-4; colours after the inset for sRGB primaries, not the wider one of Blender's
// source   Sobotka, AgX, 2022; sigmoid of EaryChow's AgX (slope 2.4, both powers 1.5, display power 2.4);
//          inset as published by Wrensch, "Minimal AgX Implementation", 2023; outset is its inverse

// A sigmoid through (PIVOT, 0.18^(1/2.4)) that meets 0 at x = 0 and 1 at x = 1.
vec3 agx_curve(vec3 x) {
    const float PIVOT = 10.0 / 16.5, MIDDLE = 0.4894370895738783;
    // Scales of the toe and of the shoulder, chosen so that the ends are met.
    vec3 scale = mix(vec3(0.7151982862790444), vec3(0.5656756066543746), lessThan(x, vec3(PIVOT)));
    vec3 t = 2.4 * (x - PIVOT) / scale;
    return MIDDLE + scale * t / pow(1.0 + pow(abs(t), vec3(1.5)), vec3(1.0 / 1.5));
}

vec3 tone_agx(vec3 light) {
    const mat3 INSET = mat3(
        0.842479062253094, 0.0423282422610123, 0.0423756549057051,
        0.0784335999999992, 0.878468636469772, 0.0784336,
        0.0792237451477643, 0.0791661274605434, 0.879142973793104);
    const mat3 OUTSET = mat3(
        1.19687900512017, -0.0528968517574562, -0.0529716355144438,
        -0.0980208811401368, 1.15190312990417, -0.0980434501171241,
        -0.0990297440797205, -0.0989611768448433, 1.15107367264116);
    vec3 stops = log2(max(INSET * max(light, 0.0), 1e-10) / 0.18);
    vec3 shown = OUTSET * agx_curve(clamp((stops + 10.0) / 16.5, 0.0, 1.0));
    return pow(clamp(shown, 0.0, 1.0), vec3(2.4));
}
