"""Files of SPSS, Stata and SAS by pyreadstat: labels of values as text, codes of absence as the file declares them."""

from renderer.core.errors import DataError
from renderer.data.readers.about_people import refuse_people
from renderer.data.readers.bounded import ask
from renderer.data.readers.column_names import make_unique
from renderer.data.readers.scratch import Given
from renderer.data.readers.source import Source
from renderer.data.readers.staging import connect, text_view

__all__ = ["read_survey"]


def read_survey(given: Given, kind: str) -> Source:
    """
    Open a file of SPSS ("sav"), Stata ("dta") or SAS ("xport", "sas7bdat") as a table of text.

    A value that has a label is its label. A column's own label stands in the notes.
    """
    answer = ask(given, "readers.survey_child", kind)
    if "people" in answer:
        refuse_people(given.told, answer["people"])
    names, odd = make_unique(answer["names"])
    if not names or not answer["rows"]:
        raise DataError(f"{given.told} has {'columns but no rows' if names else 'no columns'}; export or copy it again")
    connection = connect(given.scratch)
    try:
        text_view(connection, given.scratch.folder / "rows.csv", len(names), answer["rows"])
    except DataError as error:
        raise DataError(f"{given.told}: {error}") from None
    return Source(given.told, "", names, 0, (), (), connection, "source", (*given.notes, *answer["notes"], *odd),
                  given.scratch)  # fmt: skip
