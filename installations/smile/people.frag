// What the figures say of each tooth's people: apart from the form, which stands while time goes on.
//
// reads   t_table through figures.glsl
// writes  o  share that kept their teeth, width of its interval, state; column i as tooth.glsl counts

#include "figures.glsl"

void main() {
    Figure figure = figure_of(texel().x);
    o = vec4(figure.kept, figure.doubt, float(figure.state), 0.0);
}
