"""Figures and seeded noise as values at time t."""
