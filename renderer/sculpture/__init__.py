"""What hands do to a form: strokes, brush, history, file."""
