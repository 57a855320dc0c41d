// The same maps as surface.vert, once more: what is glass lies before or behind what is enamel.

#include "surface.vert"
