"""The process that parses a map: bounded, and it says what is wrong instead of falling."""

import errno
import os
import socket
import subprocess
import sys
import threading
import zipfile

import numpy as np
import pytest

from renderer.core.errors import DataError
from renderer.data.places.map_file import DRIVERS, REMEDY, stage_map
from renderer.data.places.map_layer import read_layer
from renderer.data.readers import bounded
from renderer.data.readers.scratch import Given, Scratch

from .conftest import feature, squares


def asked(path):
    given = Given(path, path, Scratch())
    return bounded.ask(given, "places.map_child", str(stage_map(given).path), "", remedy=REMEDY)


def test_a_map_is_parsed_in_a_process_of_its_own(geojson):
    answer = asked(geojson([*squares(), feature("04", "A point", [1, 1], "Point")]))

    assert (answer["features"], answer["driver"], answer["other"]) == (4, "GeoJSON", {"3": "Point"})
    assert answer["columns"]["code"] == ["01", "02", "03", "04"]


def test_what_asks_for_more_than_it_may_is_told(geojson, monkeypatch):
    monkeypatch.setattr(bounded, "_SECONDS", 0.0)

    with pytest.raises(DataError, match="is damaged, or made to do harm; save the map as a GeoPackage or as GeoJSON"):
        asked(geojson(squares()))


def test_a_deep_or_endless_file_is_refused_in_a_sentence(tmp_path):
    path = tmp_path / "deep.geojson"
    path.write_text('{"type": "FeatureCollection", "features": ' + "[" * 100_000)
    with pytest.raises(DataError, match="is no whole map"):
        asked(path)


def test_a_coordinate_that_is_no_number_is_told_by_its_feature(geojson):
    path = geojson(squares())
    path.write_text(path.read_text().replace("[1.0, 0]", "[NaN, 0]"))

    assert asked(path)["endless"] == [0]


@pytest.fixture
def caller():
    """Return the port of a host on this machine, and who has called it."""
    called = []
    with socket.create_server(("127.0.0.1", 0)) as host:
        def hear():
            while True:
                try:
                    with host.accept()[0] as one:
                        called.append(one.recv(99))
                except OSError:
                    return

        threading.Thread(target=hear, daemon=True).start()
        yield host.getsockname()[1], called
        host.shutdown(socket.SHUT_RDWR)


def test_a_map_calls_nobody(geojson, caller, tmp_path):
    port, called = caller
    links = {"type": "link", "properties": {"href": f"http://127.0.0.1:{port}/crs.wkt"}}
    answer = asked(geojson(squares(), crs=links))
    table = (f"<OGRVRTDataSource><!-- <kml --><OGRVRTLayer name='x'><SrcDataSource>/vsicurl/http://127.0.0.1:{port}/a"
             "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>")  # fmt: skip
    (tmp_path / "map.kml").write_text(table)
    with pytest.raises(DataError, match="is no whole map"):
        asked(tmp_path / "map.kml")

    assert (answer["features"], called) == (3, [])


def test_gdal_knows_the_kinds_of_maps_alone(tmp_path):
    words = "import os; from renderer.data.places import map_child; map_child.shut_gdal(); import pyogrio; "
    ran = subprocess.run([sys.executable, "-c", words + "print(*pyogrio.list_drivers(), sep=';')"], cwd=tmp_path,
                         capture_output=True, text=True, check=True, env={**os.environ})  # fmt: skip

    assert set(ran.stdout.strip().split(";")) == {*DRIVERS.values(), "KML"}


def test_a_disk_that_is_full_is_no_fault_of_the_map(geojson, monkeypatch, tmp_path):
    def full(*_args, **_more):
        raise OSError(errno.ENOSPC, "No space left on device")

    path = geojson(squares())
    monkeypatch.setattr(np, "savez", full)
    with pytest.raises(DataError, match=r"map\.geojson: the disk of \S+ is full, where copies of it lie .* in TMPDIR$"):
        read_layer(path)

    packed = tmp_path / "map.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(path, path.name)
    monkeypatch.setattr(zipfile.ZipFile, "open", full)
    with pytest.raises(DataError, match=r"map\.zip: the disk of \S+ is full"):
        read_layer(packed)
