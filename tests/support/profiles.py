"""Colour profiles of made-up printers, written by the specification (ICC.1:2022), so that none need be bundled."""

import struct
from itertools import product

import numpy as np

from renderer.output.codecs.icc import profile

D50 = np.array([0.9642, 1.0, 0.8249])
SRGB = np.array([[0.43607, 0.38515, 0.14307], [0.22249, 0.71687, 0.06061], [0.01392, 0.09708, 0.71410]])  # to D50
SHRUNK = 0.6  # of the way from grey to a primary of sRGB
# CIELAB of paper, each ink, and their overprints: cyan, magenta, yellow one by one; black over any is nearly black.
INKS = {(0, 0, 0): (95, 0, -2), (1, 0, 0): (55, -36, -48), (0, 1, 0): (48, 73, -3), (0, 0, 1): (88, -5, 90),
        (1, 1, 0): (25, 20, -44), (1, 0, 1): (50, -65, 27), (0, 1, 1): (47, 66, 46), (1, 1, 1): (23, 0, 0)}  # fmt: skip
BLACK = (14, 0, 0)


def small_rgb() -> bytes:
    """Return the profile of a printer of RGB whose primaries are sRGB's, nearer to grey."""
    made = bytearray(profile())
    columns = (SHRUNK * SRGB + (1 - SHRUNK) * np.outer(D50, SRGB[1])).T
    (count,) = struct.unpack_from(">I", made, 128)
    for name, place, _ in (struct.unpack_from(">4sII", made, 132 + 12 * n) for n in range(count)):
        if name in (b"rXYZ", b"gXYZ", b"bXYZ"):
            column = columns[(b"rXYZ", b"gXYZ", b"bXYZ").index(name)]
            struct.pack_into(">3i", made, place + 8, *(round(float(value) * 65536) for value in column))
    return bytes(made)


def lab_of(inks: np.ndarray) -> np.ndarray:
    """Return CIELAB, [n, 3], of shares of cyan, magenta, yellow, black, [n, 4]: what lies between is mixed evenly."""
    made = np.zeros((len(inks), 3))
    for corner, lab in INKS.items():
        share = np.prod([inks[:, i] if on else 1 - inks[:, i] for i, on in enumerate(corner)], axis=0)
        made += share[:, None] * ((1 - inks[:, 3:]) * np.array(lab) + inks[:, 3:] * np.array(BLACK))
    return made


def cmyk(paper: tuple[int, int, int] = (63190, 65536, 54061), dulled: float = 1.0) -> bytes:
    """
    Return the profile of a press: its inks to colours by a table of 5 steps an ink, colours to inks by one of 9.

    paper : its white, XYZ in 65536ths; dulled : how much of a colour's strength the perceptual intent keeps
    """
    there = np.array(list(product(np.linspace(0, 1, 5), repeat=4)))
    tried = np.array(list(product(np.linspace(0, 1, 9), np.linspace(0, 1, 9), np.linspace(0, 1, 9), (0, 0.5, 1))))
    light, side = np.linspace(0, 100, 9), np.linspace(-128, 127, 9)
    wanted, found = np.array(list(product(light, side, side))), lab_of(tried)
    inks, kept = (tried[((one[:, None] - found[None]) ** 2).sum(axis=2).argmin(axis=1)]
                  for one in (wanted, wanted * (1, dulled, dulled)))  # fmt: skip
    lab = lab_of(there)
    coded = np.column_stack([lab[:, 0] * 2.55, lab[:, 1:] + 128])
    text = "A made-up press".encode("utf-16-be")
    description = b"mluc" + struct.pack(">IIIHHII", 0, 1, 12, *struct.unpack(">HH", b"enUS"), len(text), 28) + text
    tags = {b"desc": description, b"cprt": description, b"wtpt": b"XYZ " + struct.pack(">I3i", 0, *paper),
            b"A2B0": _table(4, 3, 5, coded), b"B2A0": _table(3, 4, 9, kept * 255)}  # fmt: skip
    if dulled != 1.0:
        tags |= {b"A2B1": tags[b"A2B0"], b"B2A1": _table(3, 4, 9, inks * 255)}
    head, body, at = struct.pack(">I", len(tags)), b"", 132 + 12 * len(tags)
    for name, content in tags.items():
        head += struct.pack(">4sII", name, at + len(body), len(content))
        body += content + bytes(-len(content) % 4)
    start = bytearray(128)
    struct.pack_into(">I4sI4s4s4s6H4s", start, 0, at + len(body), b"\0\0\0\0", 0x04400000, b"prtr", b"CMYK", b"Lab ",
                     2026, 1, 1, 0, 0, 0, b"acsp")  # fmt: skip
    struct.pack_into(">3i", start, 68, 63190, 65536, 54061)
    return bytes(start) + head + body


def _table(takes: int, gives: int, steps: int, values: np.ndarray) -> bytes:
    """Return a table of 8 bits (10.10 "lut8Type"): straight curves, an identity, ``steps`` ** ``takes`` nodes."""
    straight = bytes(range(256))
    return (b"mft1" + struct.pack(">I4B9i", 0, takes, gives, steps, 0, *(65536 * (n % 4 == 0) for n in range(9)))
            + straight * takes + np.rint(values).astype(np.uint8).tobytes() + straight * gives)  # fmt: skip
