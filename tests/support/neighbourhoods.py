"""
A town of twelve neighbourhoods, invented: a map drawn by hand, as GeoJSON, and a sheet of one's own, as XLSX.

All its figures are invented. assets/gallery/own.jpg shows the map and seven installations, 400 x 225 each, made so:

    PYTHONPATH=tests/support python -m neighbourhoods .
    chorus data import neighbourhoods.xlsx --time 2026 --mark '*=suppressed' --mark held=held --mark '=missing' \\
        --good 'Children who saw a dentist %=more' --good 'Children with pain %=less' --yes
    chorus data places neighbourhoods.geojson --data neighbourhoods_tidy.csv --out map.png
    chorus export equity equity.png --data neighbourhoods_tidy.csv --map neighbourhoods.geojson --size 640x360
"""

import json
import sys
from pathlib import Path

from workbooks import write_xlsx

# Where borders meet, on a sheet of 100 by 70: around the town, then within it.
_POINTS = {
    "a": (2, 30), "b": (6, 52), "c": (14, 66), "d": (33, 70), "e": (52, 66), "f": (72, 69),
    "g": (90, 60), "h": (97, 42),
    "i": (92, 22), "j": (78, 8), "k": (62, 11), "l": (55, 24), "m": (47, 21), "n": (40, 6), "o": (22, 3), "p": (8, 12),
    "B": (16, 46), "C": (30, 50), "D": (48, 47), "E": (66, 50), "F": (82, 44), "G": (15, 28), "H": (28, 30),
    "I": (44, 33), "J": (58, 36), "K": (74, 30),
}  # fmt: skip
_AREAS = {
    "Eastbank": "ghiKF", "Harbour": "JKijkl", "Larkhill": "fgFE", "Millfield": "deDC", "Northgate": "bcdCB",
    "Old Town": "DEJI", "Orchard": "BCDIHG", "Quayside": "IJlm", "Saltmarsh": "aGHImnop", "Upper Vale": "efED",
    "Weavers": "EFKJ", "Westhill": "abBG",
}  # fmt: skip
HEAD = ("Neighbourhood", "Household income", "Children asked", "Children who saw a dentist %", "Children with pain %")
HOUSEHOLDS = ("All", "Less than 30,000", "30,000 and more")
# Of each: children asked, who saw a dentist and who had pain, of all households, of those with less and with more.
# Three are not known, each in its own way: fewer than ten were asked, the neighbourhood has not agreed yet, nobody
# asked.
_FIGURES = {
    "Eastbank": ((144, 62.0, 15.0), (64, 41.0, 22.0), (80, 78.0, 9.0)),
    "Harbour": ((89, 41.0, 28.0), (58, 27.0, 36.0), (31, 66.0, 14.0)),
    "Larkhill": ((142, 80.0, 6.0), (22, 58.0, 12.0), (120, 84.0, 5.0)),
    "Millfield": ((140, 58.0, 15.0), (71, 46.0, 19.0), (69, 71.0, 11.0)),
    "Northgate": ((123, 45.0, 24.0), (83, 33.0, 29.0), (40, 69.0, 13.0)),
    "Old Town": (("*", "*", "*"), ("*", "*", "*"), (88, 74.0, 10.0)),
    "Orchard": ((124, 69.0, 10.0), (47, 52.0, 16.0), (77, 80.0, 7.0)),
    "Quayside": ((94, 40.0, 28.0), (66, 30.0, 33.0), (28, 62.0, 17.0)),
    "Saltmarsh": ((109, 27.0, 38.0), (91, 22.0, 41.0), (18, 55.0, 20.0)),
    "Upper Vale": ((137, "held", "held"), (35, "held", "held"), (102, "held", "held")),
    "Weavers": ((111, 55.0, 19.0), (59, 38.0, 25.0), (52, 75.0, 12.0)),
    "Westhill": ((None, None, None), (None, None, None), (64, 77.0, 8.0)),
}


def _border(one, other):
    """Return the points from ``one`` to before ``other``: a line as a hand draws it, the same from either side."""
    (x0, y0), (x1, y1) = _POINTS[one], _POINTS[other]
    low, high = sorted((one, other))
    bend = (ord(low) * 7 + ord(high) * 13) % 11 / 55 - 0.09
    bend = bend if (one, other) == (low, high) else -bend
    steps = ((n / 6, 4 * n / 6 * (1 - n / 6) * bend) for n in range(6))
    return [(x0 + t * (x1 - x0) - aside * (y1 - y0), y0 + t * (y1 - y0) + aside * (x1 - x0)) for t, aside in steps]


def geojson():
    """Return the map, a feature for each neighbourhood with its name, as text."""
    features = []
    for name, corners in _AREAS.items():
        ring = [point for one, other in zip(corners, corners[1:] + corners[:1], strict=True)
                for point in _border(one, other)]  # fmt: skip
        ring = [[round(7.9 + x * 0.0009, 6), round(53.5 + y * 0.00054, 6)] for x, y in [*ring, ring[0]]][::-1]
        features.append({"type": "Feature", "properties": {"name": name},
                         "geometry": {"type": "Polygon", "coordinates": [ring]}})  # fmt: skip
    return json.dumps({"type": "FeatureCollection", "features": features})


def lines():
    """Return the sheet, line by line: three for each neighbourhood."""
    for name, groups in _FIGURES.items():
        yield from ((name, whose, *group) for whose, group in zip(HOUSEHOLDS, groups, strict=True))


def write(folder):
    """Write the map and the sheet into ``folder``, and return where."""
    drawn, sheet = Path(folder) / "neighbourhoods.geojson", Path(folder) / "neighbourhoods.xlsx"
    drawn.write_text(geojson(), "utf-8")
    write_xlsx(sheet, {"2026": [HEAD, *lines()]})
    return drawn, sheet


if __name__ == "__main__":
    print(*write(sys.argv[1]))
