"""The options by which a person says what a sheet does not, and what they say together."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from renderer.core.errors import UsageError

from .with_options import with_options

if TYPE_CHECKING:
    from renderer.data.describe.answers import Answers

__all__ = ["answer_options", "answers_given", "to_source"]

_OPTIONS = (
    click.option("--area", default="", metavar="COLUMN", help="The column of areas: codes, or names."),
    click.option("--name", default="", metavar="COLUMN", help="The column of the areas' names, beside their codes."),
    click.option("--time", multiple=True, metavar="COLUMN|TIME", help="The column of times; or one time for all, "
                 "2023/24; or COLUMN=TIME for a column that is about one time."),
    click.option("--value", multiple=True, metavar="COLUMN", help="A column of figures."),
    click.option("--count", multiple=True, metavar="COLUMN", help="A column of counts, made a rate over --n."),
    click.option("--n", default="", metavar="COLUMN", help="The column of people asked, or of the denominator."),
    click.option("--population", default="", metavar="FILE", help="A sheet of people by area: counts become shares."),
    click.option("--low", default="", metavar="COLUMN", help="The column of the interval's lower end."),
    click.option("--high", default="", metavar="COLUMN", help="The column of the interval's upper end."),
    click.option("--parent", default="", metavar="COLUMN", help="The column of larger areas."),
    click.option("--flag", default="", metavar="COLUMN", help="The column of footnotes beside the figures."),
    click.option("--measure", multiple=True, metavar="COLUMN", help="The column that says what is measured."),
    click.option("--stratum", multiple=True, metavar="COLUMN", help="A column that groups people: age, income."),
    click.option("--unit", multiple=True, metavar="[MEASURE=]UNIT", help="percent, ratio, per 1,000, people ..."),
    click.option("--good", multiple=True, metavar="[MEASURE=]more|less", help="Whether more of it is better, or less."),
    click.option("--label", multiple=True, metavar="[MEASURE=]TEXT", help="What it is called on a plate."),
    click.option("--clause", multiple=True, metavar="[MEASURE=]TEXT", help="As a clause: saw a dentist this year."),
    click.option("--people", multiple=True, metavar="[MEASURE=]TEXT", help="Of whom: adults, children of five."),
    click.option("--other", multiple=True, metavar="[MEASURE=]TEXT", help="Of all the others: did not see a dentist."),
    click.option("--mark", multiple=True, metavar="TEXT=STATE", help="What a mark means: '*=suppressed', '-=zero', "
                 "'=missing' for a blank."),
    click.option("--total", multiple=True, metavar="AREA", help="A total to leave out: its name, code, or 'line 12'."),
    click.option("--keep", multiple=True, metavar="AREA", help="An area that looks like a total and is none."),
    click.option("--only", multiple=True, metavar="COLUMN=TEXT", help="Keep the rows of one kind: 'Level=District'."),
    click.option("--form", default="", type=click.Choice(["", "dmy", "mdy", "month", "years"]), show_choices=True,
                 help="How to read 03/04/2024 or 2011-12."),
    click.option("--sheet", default="", metavar="NAME", help="Which sheet of a workbook."),
    click.option("--word", default="", metavar="ONE[,MANY]", help="What an area is: 'neighbourhood,neighbourhoods'."),
    click.option("--yes", is_flag=True, help="Take what looks likely where nothing was said."),
)  # fmt: skip


def to_source(_: click.Context, __: click.Parameter, given: str) -> Path | str:
    """Return the path of a file, or the address of a database as it is."""
    return given if "://" in given else Path(given)


def answer_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options by which a person answers what a description cannot know."""
    return with_options(command, _OPTIONS)


def answers_given(options: dict[str, object]) -> "Answers":
    """Return what the options say."""
    from renderer.data.describe.answers import Answers

    given: dict[str, Any] = dict(options)
    only: dict[str, tuple[str, ...]] = {}
    for column, text in _pairs(given["only"]):
        if not column:
            raise UsageError(f"--only {text}: write COLUMN=TEXT")
        only[column] = (*only.get(column, ()), text)
    marks = {}
    for one in given["mark"]:
        mark, parted, state = one.rpartition("=")
        if not parted:
            raise UsageError(f"--mark {one}: write TEXT=missing, TEXT=suppressed, TEXT=held or TEXT=zero")
        marks[mark] = state
    named = {key: dict(_pairs(given[key])) for key in ("unit", "good", "label", "clause", "people", "other")}
    times = {column or text: text if column else "" for column, text in _pairs(given["time"])}
    alone = ("area", "name", "parent", "n", "population", "low", "high", "flag", "form", "sheet", "word", "yes")
    as_given = {key: given[key] for key in (*alone, "value", "count", "measure", "stratum", "keep")}
    said = as_given | named | {"time": times, "marks": marks, "totals": given["total"], "only": only}
    return Answers(**said)


def _pairs(given: Iterable[str]) -> list[tuple[str, str]]:
    """Return (name, text) of each NAME=TEXT; a text alone is said of all."""
    return [(name, text) if parted else ("", one) for one in given for name, parted, text in (one.partition("="),)]
