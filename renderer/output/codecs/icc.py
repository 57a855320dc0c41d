"""The ICC profile of sRGB, so that print shops and image programs know what the numbers mean."""

import struct

__all__ = ["profile"]

DATE = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)  # the same bytes on every day and machine
NAMES = ("sRGB built-in", "linear sRGB  ")  # of one length: the text stands in place in the profile


def profile(*, linear: bool = False) -> bytes:
    """
    Return an ICC profile.

    linear : for float pixels in linear light with sRGB's primaries; otherwise sRGB itself
    """
    from PIL import ImageCms

    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    made[24:36] = DATE  # the moment of its making, otherwise
    made[84:100] = bytes(16)  # checksum of the profile: zero means not computed
    if linear:
        curve = made.index(b"para")
        (kind,) = struct.unpack_from(">H", made, curve + 8)
        if kind != 3:
            raise ValueError("the sRGB profile has an unknown kind of curve")
        # Type 3 is y = (a x + b) ** g above d: g 1, a 1, b 0, c 1, d 0 is the identity (ICC.1, 10.18).
        made[curve + 12 : curve + 32] = struct.pack(">5i", 65536, 65536, 0, 65536, 0)
        old, new = (name.encode("utf-16-be") for name in NAMES)
        made[:] = made.replace(old, new)
    return bytes(made)
