"""CellSet of a described file as our own tidy file, written by DuckDB: only the columns that say something."""

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from renderer.core.errors import DataError
from renderer.data.schema import OVERALL
from renderer.data.sql import sql_text
from renderer.data.state import State

from .cells import CellSet
from .description import PAIRED, Description

if TYPE_CHECKING:
    from renderer.data.table import Area

__all__ = ["write_tidy"]


def write_tidy(cells: CellSet, description: Description, path: Path) -> None:
    """
    Write ``cells`` to ``path``, a line for each, in the order of the file that they came from.

    Raises OSError where the disk refuses them.
    """
    rows = cells.rows
    areas = rows.keep("areas", "id integer, code varchar, name varchar, abbr varchar, lon varchar, lat varchar, "
                      "parent varchar",
                      [(index, *_area(one)) for index, one in enumerate(cells.areas)])  # fmt: skip
    times = rows.keep("times", "id integer, iso varchar", list(enumerate(cells.times)))
    named = [(index, *key, description.measures[key[0]].unit) for index, key in enumerate(cells.keys)]
    keys = rows.keep("keys", "id integer, measure varchar, kind varchar, stratum varchar, unit varchar", named)
    states = rows.keep("states", "id utinyint, word varchar", [(int(state), state.word) for state in State])
    picks = ["a.code as area", "a.name as area_name"]
    picks += ["a.abbr as abbr"] if any(one.abbr for one in cells.areas) else []
    picks += ["a.lon as lon", "a.lat as lat"] if any(one.lon == one.lon for one in cells.areas) else []
    picks += ["t.iso as time", "k.measure as measure"]
    if any(kind != OVERALL for _, kind, _ in cells.keys):
        picks += ["k.kind as stratum_kind", "k.stratum as stratum"]
    both = "c.low is not null and c.high is not null"
    picks += ["c.value as value"]
    beside = {role for one in description.fields for role in (one.role,)}
    paired = any(one.pattern == PAIRED for one in description.fields)
    inside = paired and rows.query(f"select 1 from {cells.relation} where low is not null limit 1")
    if inside or beside & {"low", "high", "interval", "denominator"}:
        picks += [f'case when {both} then c.low end as "low"', f'case when {both} then c.high end as "high"']
    picks += ["c.sample as sample"] if beside & {"sample", "denominator"} else []
    picks += ["w.word as state", "k.unit as unit"]
    picks += ["a.parent as parent"] if any(one.parent for one in cells.areas) else []
    copied = (
        f"copy (select {', '.join(picks)} from {cells.relation} c join {areas} a on a.id = c.area "
        f"join {times} t on t.id = c.time join {keys} k on k.id = c.key join {states} w on w.id = c.state) "
        f"to {sql_text(path.resolve())} (format csv, header true, delimiter ',', quote '\"', escape '\"', nullstr '')"
    )
    try:
        rows.run(copied)
    except DataError as error:  # what it reads is as it was: the disk refused, in DuckDB's words
        number = re.search(r'"errno":"(\d+)"', str(error.__cause__))
        if number and "write" in str(error.__cause__):
            raise OSError(int(number[1]), os.strerror(int(number[1]))) from None
        raise


def _area(area: "Area") -> tuple[Any, ...]:
    # Five digits are about a metre.
    place = (f"{area.lon:.5f}", f"{area.lat:.5f}") if area.lon == area.lon and area.lat == area.lat else (None, None)
    return area.code, area.name, area.abbr or None, *place, area.parent or None
