"""What an installer sets at the wall: kept as JSON, and refused where no projector can show it."""

import json

import pytest

from renderer.core.errors import DisplayError
from renderer.displays.projector.alignment import Alignment, PolygonMask

FULL = Alignment(
    ((0.1, 0.0), (0.9, 0.05), (1.0, 1.0), (0.0, 0.95)),
    (PolygonMask(((0.0, 0.0), (0.3, 0.1), (0.1, 0.4)), 0.02, inverted=True),),
    0.8,
    1.2,
)


def test_json_brings_back_the_same():
    assert Alignment.read(json.loads(json.dumps(FULL.json()))) == FULL
    assert Alignment.read(json.loads(json.dumps(Alignment().json()))).plain
    assert not FULL.plain


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"chorus": "alignment 2"}, "it does not say 'alignment 1'"),
        ({"corners": [[0, 0], [1, 0], [0, 1], [1, 1]]}, "would cross"),
        ({"corners": [[0, 0, 0]] * 4}, "it holds no alignment"),
        ({"masks": [{"points": [[0, 0], [1, 0]], "feather": 0, "inverted": False}]}, "a mask has 3 to 64 points"),
        ({"masks": [{"points": [[0, 0], [1, 0], [1, 9]], "feather": 0, "inverted": False}]}, "far beyond"),
        ({"masks": 3}, "it holds no alignment"),
        ({"masks": [{"points": [[0, 0], [1, 0], [1, 1]]}]}, "it holds no alignment .KeyError: 'feather'"),
        ({"masks": [{"points": [[0, 0], [1, 0], [1, 1]], "feather": 0.0, "inverted": False}] * 17}, "at most 16 masks"),
        ({"masks": [{"points": [[0, 0], [1, 0], [1, 1]], "feather": 0, "inverted": "false"}]},
         "inverted is true or false, not 'false'"),
        ({"brightness": 0}, "brightness 0 is outside 0.02..1"),
        ({"gamma": 1e999}, "gamma inf is outside"),
        ({"gamma": float("nan")}, "gamma nan is outside"),
        ({"gamma": "bright"}, "it holds no alignment"),
    ],
)
def test_what_nobody_can_mean_is_refused(change, said):
    with pytest.raises(DisplayError, match=said):
        Alignment.read({**FULL.json(), **change})
