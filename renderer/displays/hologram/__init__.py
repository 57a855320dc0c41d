"""Phase holograms for spatial light modulators: the one output that is holography in the optical sense."""
