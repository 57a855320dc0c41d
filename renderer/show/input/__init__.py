"""What an artist plays with: each source gives events, and each has a null, so that a bare machine still shows art."""
