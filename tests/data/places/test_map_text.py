"""Text of a map that is in another encoding than its file says."""

import numpy as np
import pytest
import shapely
from pyogrio.raw import write

from renderer.core.errors import DataError
from renderer.data.places.map_layer import read_layer

from .conftest import feature, ring

NAMES = ["Eimsbüttel", "Groß Borstel", "Mitte"]


@pytest.fixture
def town(tmp_path):
    """Return ``town(encoding, said)``: a Shapefile whose text is in the one, and whose .cpg says the other."""

    def make(encoding, said, names=NAMES, column="name"):
        shapes = np.array(shapely.to_wkb([shapely.box(n, 0, n + 1, 1) for n in range(len(names))]), object)
        write(tmp_path / "town.shp", shapes, [np.array(names, object)], [column], geometry_type="Polygon",
              crs="EPSG:4326", encoding=encoding)  # fmt: skip
        table = tmp_path / "town.dbf"
        content = table.read_bytes()
        table.write_bytes(content[:29] + b"\0" + content[30:])  # nor does the table say it
        path = tmp_path / "town.cpg"
        path.unlink(missing_ok=True)
        if said:
            path.write_text(said)
        return tmp_path / "town.shp"

    return make


@pytest.mark.parametrize(("encoding", "said", "taken"), [
    ("UTF-8", "UTF-8", ""), ("UTF-8", "", "UTF-8"), ("UTF-8", "ISO-8859-1", "UTF-8"), ("UTF-8", "CP1252", "UTF-8"),
    ("ISO-8859-1", "", "Windows-1252"),
    ("CP850", "", "DOS (code page 850)"), ("ISO-8859-1", "ISO-8859-1", ""), ("CP1252", "UTF-8", "Windows-1252"),
    ("CP850", "UTF-8", "DOS (code page 850)"),
])  # fmt: skip
def test_a_shapefiles_text_is_read_as_what_it_can_be_and_told(town, encoding, said, taken):
    found = read_layer(town(encoding, said))

    assert found.columns["name"] == tuple(NAMES)
    told = (f"the text of 'town.dbf' is read as {taken}: its .cpg, which should say so, is missing or says otherwise, "
            "or a text is cut within a letter; see that letters with accents are right, or save the map as "
            "UTF-8",)  # fmt: skip
    assert found.notes == (told if taken else ())


def test_a_column_may_be_called_so_too(town):
    assert list(read_layer(town("UTF-8", "", column="Größe")).columns) == ["Größe"]
    assert list(read_layer(town("CP1252", "UTF-8", column="Größe")).columns) == ["Größe"]


def test_a_letter_cut_at_the_columns_width_spoils_no_other(town):
    path = town("UTF-8", "UTF-8")
    table = path.with_suffix(".dbf")
    table.write_bytes(table.read_bytes().replace("ü".encode(), b"\xc3b"))

    found = read_layer(path)
    assert found.columns["name"][1:] == tuple(NAMES[1:])
    assert "or a text is cut within a letter" in found.notes[0]


def test_an_encoding_that_nobody_can_tell_is_refused(town):
    tula = "\u0422\u0443\u043b\u0430 \u043e\u0431\u043b\u0430\u0441\u0442\u044c"
    path = town("CP1251", "UTF-8", [tula])
    with pytest.raises(DataError, match=r"is in an encoding that cannot be told .*, into 'town\.cpg' beside"):
        read_layer(path)

    path.with_suffix(".cpg").write_text("CP1251")
    assert read_layer(path).columns["name"] == (tula,)


def test_what_nobody_says_and_nothing_makes_words_of_is_told(town):
    found = read_layer(town("CP1251", "", ["\u0422\u0443\u043b\u0430"]))

    assert found.notes[0].startswith("the text of 'town.dbf' is read as Latin-1: its .cpg, which should say so, is m")
    assert read_layer(town("CP1251", "", ["Tula"])).notes == ()


def test_a_geojson_is_utf_8(geojson):
    path = geojson([feature("1", "Bonn", [ring(0, 0)]), feature("2", "Köln", [ring(1, 0)])])
    path.write_bytes(path.read_bytes().replace(b"K\\u00f6ln", "Köln".encode("latin-1")))
    words = r"map\.geojson: its text is no UTF-8, first in feature 2, column 'name', 'K\ufffdln'; save"
    with pytest.raises(DataError, match=words):
        read_layer(path)
