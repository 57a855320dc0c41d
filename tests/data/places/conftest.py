"""Maps of a few squares, written on the spot, and the real ones where they are."""

import json

import numpy as np
import pytest

from renderer.data.places.map_areas import read_places
from renderer.data.places.map_layout import lay_out
from renderer.data.table import CUBES, Table
from tests.data.conftest import real

SQUARES = {"01": (0, 0), "02": (1, 0), "03": (0, 1)}


def ring(x, y, size=1.0):
    """Return the corners of a square, anticlockwise."""
    return [[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]


def feature(code, name, rings, kind="Polygon", **more):
    """Return a feature of GeoJSON; ``rings`` None for one without a shape."""
    shape = None if rings is None else {"type": kind, "coordinates": rings}
    return {"type": "Feature", "properties": {"code": code, "name": name, **more}, "geometry": shape}


def squares(**changes):
    """Return three squares, side by side, a feature each."""
    return [feature(code, f"Quarter {code}", [ring(*at)], **changes) for code, at in SQUARES.items()]


def table_of(*areas, **more):
    """Return a table of ``areas`` without figures."""
    cubes = {name: np.zeros((1, len(areas), 0), kind) for name, kind in CUBES.items()}
    return Table(areas, (), ("2023",), **cubes, **more)


@pytest.fixture
def geojson(tmp_path):
    """Return ``geojson(features, ...)``: a file of these."""

    def write(features, name="map.geojson", **members):
        path = tmp_path / name
        path.write_text(json.dumps({"type": "FeatureCollection", **members, "features": features}), "utf-8")
        return path

    return write


@pytest.fixture(scope="session")
def maps():
    """Return the folder of real maps of five publishers."""
    return real("maps")


@pytest.fixture(scope="session")
def counties():
    """Return the real map of US counties."""
    return real("us_counties/geojson-counties-fips.json")


@pytest.fixture
def states_map(maps):
    """Return the US states of the Census Bureau's file."""
    return read_places(maps / "us_states_shp/cb_2018_us_state_20m.zip")


@pytest.fixture(scope="session")
def counties_layout(counties):
    """Return US counties, laid out once for all tests."""
    return lay_out(read_places(counties))
