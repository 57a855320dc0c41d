"""Two eyes: anaglyphs, packed pairs, panoramas for headsets, and a window that follows a head."""
