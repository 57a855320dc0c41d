"""Excerpts of the forms that adapters read, small enough to bend."""

import csv

import pytest


@pytest.fixture
def excerpt(tmp_path):
    """Return ``excerpt(path, keep, change)``: the header and the rows that ``keep`` takes, each changed."""

    def write(path, keep, change=lambda row: row, drop=()):
        with path.open(encoding="utf-8", newline="") as file:
            rows = [dict(change(row)) for row in csv.DictReader(file) if keep(row)]
        out = tmp_path / "excerpt.csv"
        with out.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, [name for name in rows[0] if name not in drop], extrasaction="ignore")
            writer.writeheader()
            writer.writerows(rows)
        return out

    return write
