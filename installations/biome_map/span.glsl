// Of the grids, in pictures: the camera sees beyond the map, which lies in their middle.
const float SPAN = 1.4;
