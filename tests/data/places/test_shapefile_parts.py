"""The parts of a Shapefile: each whole, and all of one map."""

import struct

import pytest
import shapely

from renderer.core.errors import DataError
from renderer.data.places.map_layer import read_layer
from renderer.data.places.shapefile_parts import check_parts

from .test_map_layer import written


@pytest.fixture
def town(tmp_path):
    """Return a Shapefile of four areas."""
    return written(tmp_path / "town.shp", [shapely.box(n, 0, n + 1, 1) for n in range(4)])


def part(town, suffix, change):
    path = town.with_suffix(suffix)
    path.write_bytes(change(path.read_bytes()))
    return check_parts(town.parent, "town")


def counted(rows):
    return lambda content: content[:4] + struct.pack("<I", rows) + content[8:]


def test_whole_parts_are_none_of_which_anything_is_said(town):
    assert check_parts(town.parent, "town") == ("", ())


@pytest.mark.parametrize(("change", "said"), [
    (lambda _: b"", "'town.dbf', the table that says which area is which, is empty; copy"),
    (lambda content: content[:20], "'town.dbf', the table that says which area is which, is cut short; copy"),
    (counted(2), "'town.dbf' has 2 rows for 4 shapes, so that from feature 3 on nothing says which area is which"),
    (lambda content: content[:-90], "'town.dbf' has 2 rows for 4 shapes"),
    (counted(1), "has 1 row for 4 shapes"),
])  # fmt: skip
def test_fewer_rows_than_shapes_are_refused(town, change, said):
    assert said in part(town, ".dbf", change).error
    with pytest.raises(DataError, match="which area is which"):
        read_layer(town)


def test_a_count_that_is_too_high_is_no_fault_where_all_rows_are_there(town):
    assert part(town, ".dbf", counted(2**31 - 1)) == ("", ())


def test_more_rows_than_shapes_are_told(town):
    row = struct.unpack("<H", town.with_suffix(".dbf").read_bytes()[10:12])[0]
    found = part(town, ".dbf", lambda content: counted(5)(content) + b" " * row)

    assert found.error == ""
    assert found.notes == ("'town.dbf' has 5 rows for 4 shapes: rows from 5 on are of no shape; if its parts are of "
                           "two versions, areas have wrong names",)  # fmt: skip
    assert read_layer(town).notes == found.notes


@pytest.mark.parametrize(("bytes_kept", "said"), [(0.5, "in its shape 2 of 4"), (100 + 136, "before its shape 2 of 4")])
def test_shapes_that_are_cut_short_are_told_so(town, bytes_kept, said):
    size = town.stat().st_size
    kept = int(size * bytes_kept) if bytes_kept < 1 else bytes_kept
    found = part(town, ".shp", lambda content: content[:kept])

    assert found.error == f": 'town.shp' is cut short: it breaks off {said}; copy it again"
    with pytest.raises(DataError, match=r"'town\.shp' is cut short"):
        read_layer(town)


@pytest.mark.parametrize("kept", [100 + 16, 40, 0])
def test_an_index_of_fewer_shapes_is_made_again(town, kept):
    assert part(town, ".shx", lambda content: content[:kept]) == ("", ())
    assert not town.with_suffix(".shx").exists()
    assert len(read_layer(town)) == 4


def test_an_index_alone_may_leave_shapes_out(town):
    """A program that deletes a shape may leave its bytes where they were."""
    row = struct.unpack("<H", town.with_suffix(".dbf").read_bytes()[10:12])[0]
    part(town, ".dbf", lambda content: counted(3)(content)[:-row])
    found = part(town, ".shx", lambda content: content[:-8])

    assert found == ("", ())
    assert town.with_suffix(".shx").exists()


def laid(town, order, extra=b""):
    """Lay the four shapes of ``town`` in another ``order``, with bytes between them, and its index as it should be."""
    shapes, index = town.read_bytes(), town.with_suffix(".shx").read_bytes()
    entries = list(struct.iter_unpack(">II", index[100:]))
    content, at = shapes[:100], {}
    for n in order:
        start, length = entries[n]
        at[n] = len(content) // 2, length
        content += shapes[2 * start : 2 * (start + length) + 8] + extra
    town.write_bytes(content[:24] + struct.pack(">I", len(content) // 2) + content[28:])
    town.with_suffix(".shx").write_bytes(index[:100] + b"".join(struct.pack(">II", *at[n]) for n in range(4)))


@pytest.mark.parametrize(("order", "extra"), [((3, 2, 1, 0), b""), ((1, 0, 3, 2), bytes(44)), ((0, 1, 2, 3), b"")])
def test_a_right_index_says_which_shape_is_which(town, order, extra):
    laid(town, order, extra)

    assert [shape.centroid.x for shape in read_layer(town).shapes] == pytest.approx([0.5, 1.5, 2.5, 3.5])


@pytest.mark.parametrize("harm", [lambda index: index[:100] + 4 * index[100:108],
                                  lambda index: index[:100] + bytes(32)])  # fmt: skip
def test_an_index_that_fits_no_shapes_is_made_again(town, harm):
    part(town, ".shx", harm)

    assert [shape.centroid.x for shape in read_layer(town).shapes] == pytest.approx([0.5, 1.5, 2.5, 3.5])


def test_bytes_behind_the_last_shape_are_no_cut(town):
    town.write_bytes(town.read_bytes() + bytes(50))
    town.with_suffix(".shx").unlink()

    assert len(read_layer(town)) == 4


def test_rows_that_are_marked_as_deleted_are_told(town):
    table = town.with_suffix(".dbf").read_bytes()
    head, row = struct.unpack("<HH", table[8:12])
    found = part(town, ".dbf", lambda content: content[: head + row] + b"*" + content[head + row + 1 :])

    assert found.notes[0].startswith("'town.dbf' has row 2 marked as deleted: its area is left out; save")
    assert (len(read_layer(town)), read_layer(town).notes) == (3, found.notes)
    found = part(town, ".dbf", lambda content: content[:head] + b"*" + content[head + 1 :])
    assert "has rows 1, 2 marked as deleted: their areas are left out" in found.notes[0]
