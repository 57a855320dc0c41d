// int near_one()
//
// The row of the creature that hangs near, -1 where none does.
//
// reads  t_leader

int near_one() {
    return int(fetch_leader(ivec2(0)).x);
}
