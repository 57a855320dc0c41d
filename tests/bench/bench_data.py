"""Files of figures: what it costs to open a CSV of 100 MB and a workbook of 100,000 rows."""

import random
import sys
import tempfile
from pathlib import Path

from tests.bench.measure import HERE, bar, cost, middle

sys.path.insert(0, str(HERE.parent / "support"))

ROUNDS = 3
ROWS, COLUMNS = 100_000, ("fips", "county", "year", "measure", "value", "low", "high", "n")
OPEN = "from renderer.data.readers.opening import open_source as o; print(o({!r}).connection.execute({!r}).fetchone())"


def main() -> None:
    """Print the CPU and the peak memory of opening each, with the start of Python in it."""
    from workbooks import write_xlsx

    with tempfile.TemporaryDirectory() as home:
        folder = Path(home)
        text = _csv(folder / "long.csv", 100_000_000)
        book = write_xlsx(folder / "long.xlsx", {"Data": [COLUMNS, *(_row(number) for number in range(ROWS))]})
        opened = [_opened(text, folder) for _ in range(ROUNDS)]
        bar("opening a CSV of 100 MB, CPU", middle(opened), 2.0, " s")
        bar("opening a CSV of 100 MB, peak memory", middle(opened, "peak"), 300, " MiB")
        sheets = [_opened(book, folder) for _ in range(ROUNDS)]
        bar(f"an XLSX of {ROWS:,} rows of {len(COLUMNS)}, CPU", middle(sheets), 3.0, " s")
        print(f"      its peak memory, in the child: {middle(sheets, 'peak'):.0f} MiB")


def _opened(path: Path, folder: Path):
    return cost([sys.executable, "-c", OPEN.format(str(path), "select count(*) from source")], str(folder))


def _row(number: int) -> list[object]:
    rng = random.Random(number)
    return [f"{number % 3144:05d}", f"County {number % 3144}", 2000 + number % 25, "Visits to a dentist",
            *(round(rng.uniform(0, 100), 1) for _ in range(3)), rng.randint(10, 9999)]  # fmt: skip


def _csv(path: Path, size: int) -> Path:
    """Write a file of about ``size`` bytes: the same rows over and over, which no reader knows."""
    block = "".join(",".join(map(str, _row(number))) + "\n" for number in range(20_000))
    path.write_text(",".join(COLUMNS) + "\n" + block * (size // len(block)))
    return path
