"""From the name of some figures, or the path of a file, to a table."""

from collections.abc import Sequence
from pathlib import Path

from renderer.core.errors import DataError
from renderer.core.paths import ASSETS
from renderer.core.suggest import nearest
from renderer.data.cache import cache_key, recall, remember
from renderer.data.dated_events import with_events
from renderer.data.descriptor import DESCRIPTOR, Resource, read_resource
from renderer.data.role import WantedRoles
from renderer.data.role_table import Shown, role_table
from renderer.data.scan import Scan, scan
from renderer.data.table import Table, select

__all__ = ["bundled", "figure_notes", "find_source", "fits", "load_all", "load_newest", "load_shown", "load_table"]


def bundled() -> tuple[str, ...]:
    """Return the names of the figures that travel with Chorus."""
    return tuple(sorted(path.stem for path in (ASSETS / "data").glob("*.csv")))


def find_source(source: str | Path) -> Path:
    """
    Return the file that ``source`` means: the name of bundled figures, or a path.

    Raises DataError, with the nearest name, where there is no such file.
    """
    path = Path(source)
    if isinstance(source, str) and path.name == source and path.suffix.lower() != ".csv":
        known = bundled()
        if source in known:
            return ASSETS / "data" / f"{source}.csv"
        if not path.exists():
            names = ", ".join(known) or "none"
            hint = nearest(source, known, f"known: {names}, or give a .csv")
            raise DataError(f"no figures called '{source}'{hint}")
    if not path.exists():
        if path.is_symlink():
            raise DataError(f"{path} is a link that leads nowhere: the figures themselves were moved or deleted, or "
                            "lie on a drive that is not connected")  # fmt: skip
        beside = sorted(one.name for one in path.parent.glob("*.csv")) if path.parent.is_dir() else []
        raise DataError(f"{path} does not exist{nearest(path.name, beside, 'check the name')}")
    return path


def load_all(source: str | Path) -> Table:
    """
    Return every column of ``source``, a bundled name such as ``us_oral_health`` or a path.

    Raises DataError for anything that is not a whole, tidy file agreeing with its descriptor.
    """
    path = find_source(source)
    seen = scan(path)
    resource = read_resource(path)
    if resource is not None:
        _check_whole(path, seen, resource)
    beside = path.parent / DESCRIPTOR
    # The name is part of the key: one file under two names has two descriptions.
    key = cache_key(seen.sha256, path.name.encode() + (beside.read_bytes() if resource else b""))
    if (table := recall(key)) is not None:
        return table
    from renderer.data.tidy import read_tidy  # only a first reading needs DuckDB

    table = read_tidy(path, resource)
    if table.release == seen.sha256:
        remember(key, table)
    return table


def load_table(source: str | Path, columns: Sequence[str] | WantedRoles) -> Table:
    """
    Return the table of ``columns``, in that order, of ``source``; as roles read it where they are wanted.

    source : a bundled name such as ``us_oral_health``, or the path of a tidy CSV file
    columns : measures (``dental_visit``) or measures of a stratum (``dental_visit@income=under_15k``);
        of figures that name their releases a plain measure is the newest release's
    Raises DataError for an unknown name, column or stratum, with the nearest that exists.

    >>> load_table("us_oral_health", ["dental_visit"]).value.shape
    (2, 51, 1)
    """
    if isinstance(columns, WantedRoles):
        return load_shown(source, columns).table
    table = load_all(source)
    names = [column.name for column in table.columns]
    if not set(columns) <= set(names):
        table = _newest(table)
    return select(table, columns, where=str(source))


def load_shown(source: str | Path, wanted: WantedRoles) -> Shown:
    """Return ``source`` as the roles of ``wanted`` read it; figures that name their releases are the newest's."""
    return role_table(load_newest(source), wanted, str(source))


def load_newest(source: str | Path) -> Table:
    """Return every column of ``source``; of figures that name their releases those of the newest."""
    return with_events(_newest(load_all(source)), find_source(source))


def figure_notes(source: str | Path, wanted: Sequence[str] | WantedRoles) -> tuple[str, ...]:
    """Return what should be known of ``wanted`` in ``source``, a sentence each; raises as ``load_table`` does."""
    if isinstance(wanted, WantedRoles):
        return load_shown(source, wanted).notes
    load_table(source, wanted)
    return ()


def fits(table: Table, wanted: Sequence[str] | WantedRoles) -> bool:
    """Return whether ``table`` has the columns that ``wanted`` asks for, roles first."""
    names = [role.name for role in wanted.roles] if isinstance(wanted, WantedRoles) else list(wanted)
    own = [column.name for column in table.columns]
    return own[: len(names)] == names if isinstance(wanted, WantedRoles) else own == names


def _newest(table: Table) -> Table:
    """Return a table of the newest release's figures, itself where it names none."""
    from renderer.data.feed import RELEASE, by_release  # only figures that name their releases need it

    named = any(f"@{RELEASE}=" in column.name for column in table.columns)
    return by_release(table).table if named else table


def _check_whole(path: Path, seen: Scan, resource: Resource) -> None:
    """Raise DataError where the file is not the one that its descriptor was written for."""
    if resource.sha256 and resource.sha256 != seen.sha256:
        other = resource.size not in (-1, seen.size)
        size = f", {seen.size:,} bytes instead of {resource.size:,}" if other else ""
        raise DataError(
            f"{path} is not the file that {DESCRIPTOR} describes{size}: it was cut short or edited; import "
            "it again, or take 'hash' and 'bytes' out of the descriptor to use it as it is"
        )
