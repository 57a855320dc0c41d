"""``chorus data``: figures in, and a look at what is there."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .answer_options import answer_options, answers_given, to_source
from .completions import files, tables
from .known_files import import_known, is_known
from .own_files import check, describe, import_own, template
from .own_maps import places
from .swept import sweep
from .tell import tell

if TYPE_CHECKING:
    from renderer.data.table import Column, Table

__all__ = ["data"]


@click.group(commands=[describe, check, template, places])
def data() -> None:
    """Import, describe and look at figures."""
    sweep(Path())


@data.command("import")
@click.argument("file", callback=to_source, shell_complete=files)
@click.option("--out", type=click.Path(path_type=Path), help="Where to write; by default NAME_tidy.csv here.")
@click.option("--via", default="", metavar="TEXT", help="Where you got the file, for the record.")
@click.option("--force", is_flag=True, help="Overwrite a file that no import wrote, or that was changed since.")
@answer_options
def import_file(file: Path | str, out: Path | None, via: str, force: bool, **given: object) -> None:
    """
    Turn FILE, as a health team has it, into figures that scenes can read.

    Known forms (CDC NOHSS, CDC PLACES, FluSight and others) are recognised. Any other sheet is read by the
    description beside it, NAME.description.json, or by one that is drafted and asked for; see `chorus data describe`.
    What was fixed is printed, and kept in the datapackage.json beside the result.

    \b
    chorus data import dental_data_RAW.csv --out us_oral_health.csv
    chorus data import neighbourhoods.xlsx --time 2024 --good sealants=more --mark '*=suppressed' --yes
    """
    from renderer.data.importing import check_out
    from renderer.data.readers.opening import open_source

    if out:
        sweep(out.parent)
    source = open_source(file, str(given["sheet"]))
    if isinstance(file, str):  # a database
        import_own(source, out or Path("tidy.csv"), via, given)
        return
    result = out or Path(f"{file.stem}_tidy.csv")
    if is_known(source, file, given):
        import_known(source, result, via, answers_given(given), force=force)
        return
    check_out(file, result, force=force)
    import_own(source, result, via, given)


@data.command()
@click.argument("name", default="us_oral_health", shell_complete=tables)
@click.option("--all", "strata", is_flag=True, help="Every stratum, not only everybody.")
def show(name: str, strata: bool) -> None:
    """
    Say what figures NAME holds: a bundled name, or the path of a CSV file.

    Of each measure it says which way is good and whom it counts, and into which roles of the installations it fits,
    for `--figure ROLE=MEASURE`.

    \b
    chorus data show us_oral_health --all
    """
    from renderer.data.load import bundled, load_all, load_newest
    from renderer.data.state import State
    from renderer.scene.catalogue import installations, load
    from renderer.scene.role_fits import role_fits

    table = load_all(name)
    tell(f"{name}: {table.extent}")
    tell(f"source   {table.source}")
    tell(f"release  {table.release}")
    tell(f"times    {', '.join(table.times)}")
    tell("cells    " + ", ".join(f"{table.count(state):,} {state.word}" for state in State))
    tell("columns")
    for line in _columns(table, strata):
        tell(f"  {line}")
    tell("fits (--figure ROLE=MEASURE)")
    for line in role_fits(load_newest(name), {one: load(one).scene for one in installations()}):
        tell(f"  {line}")
    if name not in bundled():
        tell(f"Bundled: {', '.join(bundled())}")


def _columns(table: "Table", strata: bool) -> Iterator[str]:
    """Yield a line for each column: name, span of its figures, label; or how many strata are not shown."""
    hidden = 0
    for index, column in enumerate(table.columns):
        if column.stratum and not strata:
            hidden += 1
        else:
            yield f"{column.name}  {_span(table, index, column)}  {column.label}"
            if not column.stratum:
                yield f"    {_meaning(column)}"
    if hidden:
        yield f"and {hidden} more, by stratum, such as {_example(table)} (--all shows them)"


def _meaning(column: "Column") -> str:
    """Return which way of ``column`` is good, and whom it counts; what nobody said is said, too."""
    way = f"{column.good} is better" if column.good else "nobody said which way is good"
    who = f"{column.people or 'people'} who {column.clause}" if column.clause else column.people
    nor = "nobody said whom it counts" if column.good else "nor whom it counts"
    return f"{way}; {who}" if who else f"{way}, {nor}"


def _span(table: "Table", index: int, column: "Column") -> str:
    known = table.value[:, :, index]
    known = known[known == known]  # NaN, where no figure is, differs from itself
    if not len(known):
        return f"no figures, {column.unit}"
    low, high = (f"{end:,.10g}" if abs(end) < 1 else f"{round(end, 2):,.10g}" for end in (known.min(), known.max()))
    return f"{low}..{high} {column.unit}"


def _example(table: "Table") -> str:
    return next(column.name for column in table.columns if column.stratum)
