"""Files to read: small tidy ones written on the spot, and the real ones where they are."""

import tempfile
from pathlib import Path

import pytest
from hypothesis.configuration import set_hypothesis_home_dir

# Beside the tests its folder would be collected, which it warns about, and warnings are errors here.
set_hypothesis_home_dir(Path(tempfile.gettempdir()) / "chorus-hypothesis")

REAL = Path(__file__).resolve().parents[2].parent / "shared" / "data"
HEADER = "area,area_name,abbr,lon,lat,time,measure,stratum_kind,stratum,value,low,high,sample,state,unit"
LINES = (
    "01,Alabama,AL,-86.6,32.8,2012,visit,overall,overall,58.6,57.1,60.1,8893,value,percent",
    "01,Alabama,AL,-86.6,32.8,2014,visit,overall,overall,60,58.5,61.5,,value,percent",
    "02,Alaska,AK,-147.7,64.8,2012,visit,overall,overall,,,,,suppressed,percent",
    "02,Alaska,AK,-147.7,64.8,2014,visit,overall,overall,0,0,2.5,70,zero,percent",
    "01,Alabama,AL,-86.6,32.8,2014,visit,income,under_15k,33.3,,,,value,percent",
    "02,Alaska,AK,-147.7,64.8,2014,visit,income,under_15k,,,,,held,percent",
)


@pytest.fixture(autouse=True)
def _state(tmp_path_factory, monkeypatch):
    """Keep the cache of each test to itself."""
    monkeypatch.setenv("CHORUS_STATE", str(tmp_path_factory.mktemp("state")))


@pytest.fixture
def tidy(tmp_path):
    """Return ``tidy(line=..., number=...)``: a small sound file, with one line (from 1) replaced or added."""

    def write(line=None, number=None, header=HEADER, name="figures.csv"):
        lines = [header, *LINES]
        if number is not None:
            lines[number - 1] = line
        elif line is not None:
            lines.append(line)
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write


@pytest.fixture(scope="session")
def nohss_raw():
    """Return the real NOHSS file."""
    return real("oral_cdc_nohss/dental_data_RAW.csv")


@pytest.fixture(scope="session")
def places_raw():
    """Return the real PLACES file."""
    return real("places_long/PLACES_Dataset_5counties.csv")


@pytest.fixture(scope="session")
def flusight_raw():
    """Return the folder of the real FluSight snapshots."""
    return real("flusight")


def real(name):
    if not (REAL / name).exists():
        pytest.skip(f"../shared/data/{name} is not on this machine")
    return REAL / name
