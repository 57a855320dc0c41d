// What the figures say of each tooth's people: apart from the form, which stands while time goes on.
//
// reads   t_table through figures.glsl, u_seed
// writes  row 0  share that kept their teeth, width of its interval, state; 1 where a whole crown stands, 0 where it
//                does not: of a row as many as that share, to the nearest; which ones is chance
//         row 1  where that share lies in its role's domain: 0 the least that is kept .. 1 the most, or where
//                whole crowns are lost whether it stands; width of its interval there; column i as tooth.glsl counts

#include "figures.glsl"
#include "lib/hash/pcg.glsl"

float lot(int i) {
    return unit(pcg(uint(i) * 9781u + u_seed));
}

bool stands(int i, float kept) {
    int half_ = teeth_in_quadrant(), first = i / 16 * 16 + 8 - half_, before = 0;
    for (int j = first; j < first + 2 * half_; j++) before += int(lot(j) < lot(i));
    return before < int(round(kept * float(2 * half_)));
}

void main() {
    int i = texel().x;
    Figure figure = figure_of(i);
    float part = 1.0 - role_part(figure.role, 100.0 * (1.0 - figure.kept));
    float wide = max(role_high(figure.role) - role_low(figure.role), 1e-3);
    float whole = float(stands(i, figure.kept));
    if (u_loss == LOSS_TOOTH) part = whole;
    if (texel().y == 0) o = vec4(figure.kept, figure.doubt, float(figure.state), whole);
    else o = vec4(clamp(part, 0.0, 1.0), min(100.0 * figure.doubt / wide, 1.0), 0.0, 0.0);
}
