"""What it costs to import a long CSV of a million rows, and to describe one of 100 MB."""

import random
import sys
import tempfile
from pathlib import Path

from tests.bench.measure import CHORUS, bar, cost, in_turn, middle, ratio

AREAS, TIMES = 3144, 40
MEASURES = ("dental_visit", "teeth_lost", "sealants", "untreated_decay", "smoking", "checkup", "insured", "water")
# What somebody types who only wants the figures: read the file, a column for each measure.
BARE = """
import duckdb
duckdb.connect().execute('''pivot (select * from read_csv('FILE', types = {'fips': 'VARCHAR'})) on measure
using first(value) as v, first(low) as l, first(high) as h, first(n) as n group by fips, year''').fetchnumpy()
"""


def write(path: Path, times: int) -> None:
    """Write a long CSV of 3,144 areas, 8 measures and so many times."""
    rng = random.Random(7)
    with path.open("w", encoding="utf-8") as file:
        file.write("fips,county,year,measure,value,low,high,n\n")
        for time in range(times):
            for area in range(AREAS):
                asked = rng.randrange(100, 9000)
                for measure in MEASURES:
                    value = rng.uniform(5, 95)
                    file.write(f"{area + 1001:05d},County {area + 1001},{1985 + time},{measure},{value:.1f},"
                               f"{value - 2:.1f},{value + 2:.1f},{asked}\n")  # fmt: skip


def main() -> None:
    """Print each cost beside its bar."""
    with tempfile.TemporaryDirectory() as folder:
        million, hundred = Path(folder) / "million.csv", Path(folder) / "hundred.csv"
        write(million, TIMES)
        write(hundred, 2 * TIMES - 4)
        said = ["--unit", "percent", "--good", "more", "--yes"]
        cost([*CHORUS, "data", "describe", str(million), "--out", *said], folder)
        run = [*CHORUS, "data", "import", str(million), "--force"]  # by the description that now stands beside it
        ours, bare = in_turn(run, [sys.executable, "-c", BARE.replace("FILE", str(million))], rounds=3)
        print(f"      import {middle(ours):.2f} CPU-s, {middle(ours, 'wall'):.2f} s, {middle(ours, 'peak'):.0f} MiB; "
              f"bare query {middle(bare):.2f} CPU-s, {middle(bare, 'wall'):.2f} s")  # fmt: skip
        bar("import of 1 M rows over the bare query that reads and pivots it", ratio(ours, bare), 1.5)
        (described,) = in_turn([*CHORUS, "data", "describe", str(hundred), *said], rounds=3, warm=False)
        bar(f"describe a CSV of {hundred.stat().st_size / 1e6:.0f} MB, CPU", middle(described), 3, "s")
        bar("describe, peak memory", middle(described, "peak"), 300, "MiB")
        still(Path(folder))


def still(folder: Path) -> None:
    """Print what the first still of an imported table of 51 areas costs over one of the bundled figures."""
    sheet = folder / "mine.csv"
    sheet.write_text("Place,Year,Visits (%)\n" + "".join(f"Place {n},2024,{20 + n}\n" for n in range(51)))
    cost([*CHORUS, "data", "import", str(sheet), "--out", str(folder / "mine_tidy.csv"), "--yes"], str(folder))
    plain = [*CHORUS, "export", "fracture", str(folder / "a.png"), "--size", "640x360"]
    ours, bundled = in_turn([*plain, "--data", str(folder / "mine_tidy.csv")], plain)
    bar("first still of an imported table over the bundled one's", ratio(ours, bundled), 1.2)


if __name__ == "__main__":
    main()
