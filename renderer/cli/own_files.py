"""``chorus data describe``, ``check``, ``template`` and the import of a file that has no known form."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from renderer.core.errors import DataError, RendererError, UsageError

from .answer_options import answer_options, answers_given, to_source
from .completions import files
from .known_files import check_known, describe_known, is_known
from .tell import document, tell
from .written import tell_written

if TYPE_CHECKING:
    from renderer.data.describe.answers import Answers, Question
    from renderer.data.describe.described_import import Described
    from renderer.data.describe.drafting import Draft
    from renderer.data.readers.source import Source

__all__ = ["check", "describe", "import_own", "template"]


@click.command()
@click.argument("file", callback=to_source, shell_complete=files)
@click.option("--out", is_flag=True, help="Write the draft beside FILE, as NAME.description.json.")
@answer_options
def describe(file: Path | str, out: bool, **given: object) -> None:
    """
    Say what the columns of FILE are, and ask what no file tells.

    Prints a description that `chorus data import` reads, and the first rows as they are understood.

    \b
    chorus data describe decay.xlsx --sheet 2023 --time 2023/24 --good decay=less --out
    """
    from renderer.core.files import write_whole
    from renderer.data.describe.finding import beside

    source = _opened(file, given)
    if is_known(source, file, given):
        describe_known(source, answers_given(given), out=out)
        return
    source, found, where, _ = _settled(source, answers_given(given))
    if out:
        write_whole(beside(source.path), found.description.to_json().encode())
        tell(f"Wrote {beside(source.path)}.")
    else:
        document(found.description.to_json().rstrip())
    tell(f"{source.path} is {where}.")
    for note in found.notes:
        tell(f"  - {note}")
    _tell_rows(source, found)
    _tell_open(found.questions)
    tell(f"Next: chorus data import {source.path}")


@click.command()
@click.argument("file", callback=to_source, shell_complete=files)
@answer_options
def check(file: Path | str, **given: object) -> None:
    """
    Say what an import of FILE would fix and leave out, with counts, and write nothing.

    \b
    chorus data check decay.csv --time 2023/24
    """
    from renderer.data.describe.described_import import read_described

    source = _opened(file, given)
    if is_known(source, file, given):
        check_known(source, answers_given(given))
        return
    source, found, where, answers = _settled(source, answers_given(given), whole=True)
    _stop_at(source, found, answers)
    done = read_described(source, found.description)
    tell(f"{source.path} is {where}. What would be fixed, left out or noticed:")
    _tell_report(found, done)
    tell(f"It would be {done.table.extent}. Nothing was written.")
    tell(f"Next: chorus data import {source.path}")


@click.command()
@click.argument("out", type=click.Path(path_type=Path), default="template.csv")
@click.option("--force", is_flag=True, help="Overwrite a file of that name.")
def template(out: Path, force: bool) -> None:
    """
    Write an empty sheet with the columns that Chorus reads, and one example row, to fill in: OUT, .csv or .xlsx.

    \b
    chorus data template our_figures.xlsx
    """
    from renderer.core.files import write_whole
    from renderer.data.describe.template import template_bytes

    if out.exists() and not force:
        raise UsageError(f"{out} is there already; choose another name, or overwrite it with --force")
    write_whole(out, template_bytes(out.suffix.casefold()))
    tell(f"Wrote {out}: one line for each area, time and measure. Replace the example row.")
    tell(f"Next: chorus data import {out}")


def import_own(source: "Source", out: Path, via: str, given: dict[str, object]) -> None:
    """Import a file by the description beside it, a known one, or a draft; the draft is written beside the file."""
    from renderer.core.files import write_whole
    from renderer.data.describe.described_import import import_described
    from renderer.data.describe.finding import DRAFTED, beside

    source, found, where, answers = _settled(source, answers_given(given), whole=True)
    _stop_at(source, found, answers)
    done = import_described(source, found.description, out, via)
    tell(f"{source.path} is {where}. What was fixed, left out or noticed:")
    _tell_report(found, done)
    if where == DRAFTED:  # the description of another file is not written over
        try:
            write_whole(beside(source.path), done.description.to_json().encode())
            tell(f"Wrote {beside(source.path)}: correct it there, and import again, where something is wrong.")
        except RendererError as error:  # the figures are written, and that folder is not ours
            tell(f"The description is not kept: {error}")
    tell_written(out, done.table)


def _opened(file: Path | str, given: dict[str, object]) -> "Source":
    from renderer.data.readers.opening import open_source

    return open_source(file, str(given["sheet"]))


def _settled(source: "Source", answers: "Answers", *, whole: bool = False) -> "tuple[Source, Draft, str, Answers]":
    """
    Return the source and how it is read; in a terminal, with every question asked.

    whole : whether all rows will be read, so that they are put into a table once
    """
    from renderer.data.describe.finding import find_description
    from renderer.data.describe.rows import staged

    if answers.population:
        from renderer.data.describe.population import with_population

        source = with_population(source, Path(answers.population))
    source = staged(source) if whole else source
    found, where = find_description(source, answers)
    answers.check_measures({name: words.written for name, words in found.description.measures.items()})
    if found.questions and not answers.yes and _asks():
        asked: set[tuple[str, str]] = set()
        while fresh := [one for one in found.questions if (one.key, one.about) not in asked]:
            asked.add((fresh[0].key, fresh[0].about))
            answers = _asked(fresh[0], answers)
            found, where = find_description(source, answers)
        found = replace(found, questions=tuple(one for one in found.questions if not one.guess and
                                               (one.key, one.about) not in asked))  # fmt: skip
    return source, found, where, answers


def _asks() -> bool:
    """Return whether a person sits at a terminal, who can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _asked(question: "Question", answers: "Answers") -> "Answers":
    """Ask, and return the answers with what was said."""
    from renderer.data.describe.answers import UNSAID

    kind = click.Choice(question.choices) if question.choices and question.key != "totals" else str
    said = click.prompt(question.words, default=question.guess or None, type=kind)
    if said in ("neither", UNSAID) or (said == question.guess and question.key in ("area", "totals", "only", "label")):
        return answers
    changes: dict[str, Any] = {
        "area": lambda: said, "form": lambda: said, "time": lambda: {**answers.time, said: ""},
        "totals": lambda: (*answers.totals, *(one.strip() for one in said.split(";"))),
        "only": lambda: {**answers.only, question.about: (said,)},
        "marks": lambda: {**answers.marks, question.about: said},
        "word": lambda: said,
    }  # fmt: skip
    named = question.key in ("unit", "good", "label", "people", "clause")
    change: Any = {**getattr(answers, question.key), question.about: said} if named else changes[question.key]()
    return replace(answers, **{question.key: change})


def _stop_at(source: "Source", found: "Draft", answers: "Answers") -> None:
    """Stop where something must be said that nobody can guess, or was not said and --yes neither."""
    from renderer.data.describe.answers import UNSAID

    needed = [one for one in found.questions if one.guess != UNSAID]
    if not needed or (answers.yes and all(one.guess for one in needed)):
        return
    if _asks() and not answers.yes:
        return
    open_ = [one for one in needed if not one.guess] if answers.yes else needed
    _tell_open(tuple(open_) if answers.yes else found.questions, yes=answers.yes)
    number = f"{len(open_)} {'thing' if len(open_) == 1 else 'things'}"
    if answers.yes:
        raise DataError(f"{source.path}: {number} nobody can guess; say: {'; '.join(one.say for one in open_)}")
    raise DataError(f"{source.path}: {number} no file tells; say them as listed, or take what looks likely with --yes")


def _tell_open(questions: "tuple[Question, ...]", *, yes: bool = False) -> None:
    from renderer.data.describe.answers import UNSAID

    if questions:
        tell(f"Open; answer on the command line{'' if yes else ', or take what looks likely with --yes'}:")
    for one in questions:
        likely = "  (may stay open)" if one.guess == UNSAID else f"  (likely: {one.guess})" if one.guess else ""
        tell(f"  ? {one.words}  {one.say}{likely}")


def _tell_report(found: "Draft", done: "Described") -> None:
    for line in dict.fromkeys((*found.notes, *done.report)):
        tell(f"  - {line}")


def _tell_rows(source: "Source", found: "Draft") -> None:
    """Print the first rows as they are understood, or why they are not."""
    from renderer.data.describe.first_rows import first_rows

    try:
        rows = first_rows(source, found.description)
    except DataError as error:
        tell(f"It cannot be read so: {error}")
        return
    tell("The first rows as understood:")
    for row in rows:
        tell(f"  {row}")
