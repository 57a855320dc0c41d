// int teeth_in_quadrant()
//
// How many teeth a quadrant of this dentition has, 5 .. 8.
//
// reads    u_dentition

int teeth_in_quadrant() {
    return u_dentition == DENTITION_ADULT_28 ? 7 : u_dentition == DENTITION_ADULT_32 ? 8 : 5;
}
