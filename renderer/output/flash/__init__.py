"""The flash guard over films: analysis, verdict, plot, and the limiter's twin in numpy."""
