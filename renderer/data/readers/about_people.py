"""Rows about people are refused: Chorus shows figures about communities, and holds no one's record."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from renderer.core.errors import DataError
from renderer.data.names import canonical
from renderer.data.readers.source import Source

__all__ = ["person_column", "refuse_people", "refuse_people_in"]

_PERSON = ("(patient|person|member|subject|participant|respondent|client|beneficiary|pupil|student|child|resident|"
           "citizen)")  # fmt: skip
_ID = "(id|ids|nr|no|num|number|key|uuid|guid|identifier|code|pseudonym|hash)"
# By letters and digits alone, as `canonical` gives them.
_IDS = re.compile(
    rf"{_PERSON}{_ID}|{_PERSON}s{_ID}|id{_PERSON}|(de)?identified{_PERSON}|pat{_ID}|"
    r"(patient|proband|versicherte|kunde|klient|teilnehmer|schueler|kinder)(e?n)?(id|nr|nummer|code|pseudonym)|"
    r"initial(s|en)|forename|nom(de)?famille|prenom|date(de)?naissance|fecha(de)?nacimiento|"
    r"mrn|medicalrecord(no|nr|num|number)?|nhsno|nhsnumber|ssn|socialsecurity(no|number)?|chinumber|pseudonym|"
    r"(first|last|given|family|middle|maiden|sur)name|fullname|patient(s)?name|vorname|nachname|"
    r"dob|birthdate|dateofbirth|birthday|geburtsdatum|geburtstag|birthdt|brthdtc|usubjid|subjid"
)
_NUMBERS = frozenset(("id", "patient", "person", "case", "caseid", "caseno", "casenr", "record", "recordid", "subject",
                      "nr", "no", "lfdnr", "laufendenr", "laufendenummer", "laufnr", "fall", "fallid", "fallnr",
                      "fallnummer", "uuid", "guid", "serial", "serialno", "respondent", "participant", "child", "pupil",
                      "client"))  # fmt: skip
_AGES = ("age", "ageyears", "alter", "ridageyr", "birthyear", "yearofbirth", "yob", "geburtsjahr", "jahrgang")
_SEXES = ("sex", "gender", "geschlecht", "riagendr")
_EVENT = re.compile("(date(of)?)?(visit|encounter|appointment|admission|discharge|consultation)(date|id|nr|no|number)?|"
                    "(aufnahme|entlass(ungs)?|behandlungs|untersuchungs|besuchs)(datum|tag|nr)")  # fmt: skip
_SECURITY = r"\d{3}-\d{2}-\d{4}"
_LOOK, _WIDE = 1000, 64  # rows and columns in which a number of each person's own is looked for
_SURVEYS = (
    ("NHANES", frozenset({"seqn"})),
    ("BRFSS", frozenset({"seqno", "psu", "ststr"})),
    ("BRFSS", frozenset({"state", "psu", "llcpwt"})),
    ("FHIR", frozenset({"resourcetype", "id"})),
)


def refuse_people(path: Path | str, what: str) -> NoReturn:
    """Raise the DataError that says why rows about people are not read, and what to do; ``what`` tells them."""
    raise DataError(
        f"{path} holds rows about people ({what}); Chorus shows figures about communities only, so that nobody's "
        "record is on a wall or in its cache: count them by area first, withhold small counts, and import that table"
    )


def person_column(header: Sequence[str]) -> str:
    """
    Return what in a header tells rows about people, in words; "" where nothing does.

    >>> person_column(["area", "patients", "number of children"]), person_column(["Patient ID", "age"])
    ('', "column 'Patient ID'")
    """
    keys = {canonical(name): name for name in header}
    for survey, columns in _SURVEYS:
        if columns <= set(keys):
            return f"{survey}, column '{keys[min(columns, key=lambda one: -len(one))]}'"
    for key, name in keys.items():
        if _IDS.fullmatch(key):
            return f"column '{name}'"
    return ""


def refuse_people_in(source: Source) -> None:
    """Raise DataError where the rows of ``source`` are people: by a column's name, or one row for each person."""
    if what := person_column(source.header):
        refuse_people(source.where, what)
    keys = [canonical(name) for name in source.header]
    _refuse_numbers(source)
    age = next((keys.index(key) for key in _AGES if key in keys), None)
    sex = next((keys.index(key) for key in _SEXES if key in keys), None)
    event = next((index for index, key in enumerate(keys) if _EVENT.fullmatch(key)), None)
    alone = next((index for index, key in enumerate(keys) if key in _NUMBERS), None)
    if age is None or (sex is None and event is None):
        return
    # A table of counts by age and sex has an age for each row too; a person has a number of her own, or stands twice
    # with the same age and sex without an area or a year to part the two.
    own = f"count(distinct c{alone})" if alone is not None else "0"
    found = source.connection.execute(
        f"select count(*), {own}, count(try_cast(c{age} as double)), count(distinct c{age}) from {source.table}"
    ).fetchone()
    rows, ids, ages, different = found or (0, 0, 0, 0)
    if rows < 2 or ages <= 0.8 * rows or different <= min(9, rows / 4):
        return
    if event is not None:
        refuse_people(source.where, f"one row for each '{source.header[event]}', with an age")
    if ids == rows:
        refuse_people(source.where, f"one row for each '{source.header[alone or 0]}', with age and sex")


def _refuse_numbers(source: Source) -> None:
    """Raise DataError where a column holds social security numbers, whatever it is called."""
    counts = ", ".join(f"count(*) filter (regexp_full_match(c{n}, '{_SECURITY}'))"
                       for n, _ in enumerate(source.header[:_WIDE]))  # fmt: skip
    found = source.connection.execute(f"select count(*), {counts} from (from {source.table} limit {_LOOK})").fetchone()
    rows, *hits = found or (0,)
    for name, hit in zip(source.header, hits, strict=False):
        if hit > 0.5 * rows:
            refuse_people(source.where, f"column '{name}', social security numbers")
