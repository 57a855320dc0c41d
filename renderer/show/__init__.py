"""What runs live: displays, pacing, the fullscreen show."""
