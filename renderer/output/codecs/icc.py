"""The ICC profiles of sRGB and Display P3, so that print shops and image programs know what the numbers mean."""

import struct

import numpy as np

__all__ = ["display_p3", "profile"]

DATE = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)  # the same bytes on every day and machine
NAMES = ("sRGB built-in", "linear sRGB  ")  # of one length: the text stands in place in the profile
P3 = "Display P3   "
P3_PRIMARIES = ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060))  # x, y of red, green, blue (SMPTE EG 432-1)
D65, D50 = np.array([0.95047, 1.0, 1.08883]), np.array([0.9642, 1.0, 0.8249])  # whites: the screen's, the profile's
BRADFORD = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])  # ICC.1, E.2


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


def display_p3() -> bytes:
    """Return the ICC profile of Display P3: the curve of sRGB, wider primaries."""
    made = bytearray(profile())
    (count,) = struct.unpack_from(">I", made, 128)
    places = {name: place for name, place, _ in (struct.unpack_from(">4sII", made, 132 + 12 * n) for n in range(count))}
    xyz = np.array([(x / y, 1.0, (1 - x - y) / y) for x, y in P3_PRIMARIES]).T
    to_d50 = np.linalg.inv(BRADFORD) @ np.diag((BRADFORD @ D50) / (BRADFORD @ D65)) @ BRADFORD
    columns = (to_d50 @ (xyz * np.linalg.solve(xyz, D65))).T
    for name, column in zip((b"rXYZ", b"gXYZ", b"bXYZ"), columns, strict=True):
        struct.pack_into(">3i", made, places[name] + 8, *(round(float(value) * 65536) for value in column))
    return bytes(made.replace(NAMES[0].encode("utf-16-be"), P3.encode("utf-16-be")))
