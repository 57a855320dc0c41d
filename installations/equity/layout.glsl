// Fan fan_of()
//
// Where the fan stands: its hinge, and how far its longest pipes reach.
//
// reads   t_fan (not needed for FINE)
// space   mm, x right, y up, in the shell's own frame; angles in radians, 0 to the side, a quarter turn upwards

const float FINE = 1024.0;  // parts of the fan, in which areas have whole ones
const float QUARTER = 1.5707963;
