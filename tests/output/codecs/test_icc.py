"""The profile inside files, taken apart by its specification (ICC.1)."""

import struct

import pytest

from renderer.output.codecs.icc import profile


def tags(data):
    """Return the content of each tag by its name."""
    (count,) = struct.unpack_from(">I", data, 128)
    entries = [struct.unpack_from(">4sII", data, 132 + 12 * n) for n in range(count)]
    assert all(start + size <= len(data) for _, start, size in entries)
    return {name.decode(): data[start : start + size] for name, start, size in entries}


@pytest.mark.parametrize("linear", [False, True])
def test_a_profile_is_whole_and_the_same_on_every_day(linear):
    data = profile(linear=linear)

    assert struct.unpack_from(">I", data) == (len(data),)
    assert data[36:40] == b"acsp"
    assert struct.unpack_from(">6H", data, 24) == (2026, 1, 1, 0, 0, 0)
    assert data[84:100] == bytes(16)  # its checksum: not computed
    assert tags(data)["desc"].count(("linear sRGB" if linear else "sRGB built-in").encode("utf-16-be")) == 1


def test_light_is_stored_as_it_is_where_the_profile_is_linear_and_by_the_curve_of_srgb_where_not():
    straight, curved = (tags(profile(linear=linear)) for linear in (True, False))
    for name in ("rTRC", "gTRC", "bTRC"):
        assert struct.unpack_from(">4sIHH5i", straight[name]) == (b"para", 0, 3, 0, 65536, 65536, 0, 65536, 0)
        gamma, a, b, c, d = (value / 65536 for value in struct.unpack_from(">5i", curved[name], 12))
        assert (gamma, a, b, c, d) == pytest.approx((2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045), abs=1e-4)
    for name in ("rXYZ", "gXYZ", "bXYZ", "wtpt"):
        assert straight[name] == curved[name]
