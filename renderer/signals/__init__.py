"""Figures, their faults and seeded noise as values at time t; sources that are asked beside the frame loop."""
