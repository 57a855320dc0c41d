// bool place_near(vec2 p)
//
// Whether the map has the picture's own pixels at a point: in a picture of more than 2048 px, near what is drawn.
// Whatever part of the picture is drawn, the answer is the same: parts fit together.
//
// p        heights of the picture: x right from 0, y up from 0 to 1, as pixel() / u_resolution.y
// reads    u_ground_part, u_ground_reach
// returns  whether the point is no further from the pixel than the pass' footprint and 16 px
// exact    yes or no; never in a .vert pass, nor in passes that are drawn whole

bool place_near(vec2 p) {
    return distance(p * float(u_ground_part.w), chorus_here()) < u_ground_reach;
}
