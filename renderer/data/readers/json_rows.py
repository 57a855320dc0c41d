"""JSON: a list of records, one record a line (NDJSON), a list within an object; and the properties of GeoJSON."""

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from renderer.core.errors import DataError
from renderer.data.names import clean
from renderer.data.readers.column_names import make_unique
from renderer.data.readers.relation import reason
from renderer.data.readers.source import Source
from renderer.data.readers.scratch import Given
from renderer.data.readers.staging import connect, literal, quoted

if TYPE_CHECKING:
    import duckdb

__all__ = ["read_geojson", "read_json"]

_LARGEST = 128 << 20  # bytes of one object, which is held in memory whole
_HEAD = 1 << 16


def read_json(given: Given) -> Source:
    """Open records of JSON; raises DataError where a record holds another, or the file is no list of records."""
    connection = connect(given.scratch)
    relation, said = _records(given)
    given = replace(given, notes=(*given.notes, *said))
    try:
        return _table(given, connection, f"(select json from {relation})")
    except _errors() as error:
        raise _broken(given, error) from None


def read_geojson(given: Given) -> Source:
    """Open the properties of a GeoJSON's features, with each feature's id; its shapes are left out."""
    connection = connect(given.scratch)
    features = f"(select unnest(features) as feature from {_object(given, 'features')})"
    try:
        ids = connection.execute(f"select count(feature ->> '$.id') from {features}").fetchone()
        relation = f"(select feature -> '$.properties' as json, feature ->> '$.id' as id from {features})"
        source = _table(given, connection, relation, "id" if ids and ids[0] else "")
    except _errors() as error:
        raise _broken(given, error) from None
    return replace(source, notes=(*source.notes, "the shapes are left out; name the file with --places to draw them"))


def _records(given: Given) -> tuple[str, tuple[str, ...]]:
    """Return the SQL that reads each record as a column ``json``, and what is to be told of where they lie."""
    text = _head(given.path).lstrip()
    path = literal(given.path)
    if name := _wrapped(text):
        inner = f"(select unnest({quoted(name, chr(34))}) as json from {_object(given, name)})"
        return inner, (f"the records are those of the list '{name}'",)
    form = "array" if text.startswith("[") else "newline_delimited"
    return f"read_json({path}, columns = {{json: 'JSON'}}, format = '{form}', records = false)", ()


def _object(given: Given, name: str) -> str:
    """Return the SQL that reads one object which holds a list called ``name``."""
    size = given.path.stat().st_size
    if size > _LARGEST:
        raise DataError(f"{given.told} is one JSON object of {size >> 20} MiB; save its list alone, or one record a line")
    columns = f"{{{quoted(name)}: 'JSON[]'}}"
    return (f"read_json({literal(given.path)}, columns = {columns}, format = 'unstructured', records = true, "
            f"maximum_object_size = {size + 16})")  # fmt: skip


def _wrapped(text: str) -> str:
    """
    Return the name of the list of records in an object such as OData's {"@odata.context": "...", "value": [{...}]}.

    It is "" for none, and where another list or object stands before it: nobody can say which is meant.
    """
    decoder, at = json.JSONDecoder(), 1
    while True:
        try:
            at += len(text[at:]) - len(text[at:].lstrip(" \t\r\n,"))
            name, at = decoder.raw_decode(text, at)
            at = text.index(":", at) + 1
            rest = text[at:].lstrip()
            if rest.startswith("[") and rest[1:].lstrip().startswith("{"):
                return str(name)
            if rest.startswith(("[", "{")):
                return ""
            _, at = decoder.raw_decode(text, at + len(text[at:]) - len(rest))
        except (ValueError, RecursionError):
            return ""


def _table(given: Given, connection: "duckdb.DuckDBPyConnection", relation: str, extra: str = "") -> Source:
    found = connection.execute(f"select json_group_structure(json), count(*), count(json) filter (json_type(json) "
                               f"!= 'OBJECT') from {relation}").fetchone()  # fmt: skip
    shape, rows, others = found or (None, 0, 0)
    structure = json.loads(shape) if shape else {}
    if not rows or others or not isinstance(structure, dict):
        raise DataError(f"{given.told} is no list of records ({{...}}, {{...}}) of JSON; export it as such, or as CSV")
    for name, kind in structure.items():
        nested = not isinstance(kind, str) or (kind == "JSON" and _holds_nested(connection, relation, name))
        if nested:
            raise DataError(f"{given.told}, column {name}: a list or record within a record; write its parts into "
                            "columns of their own")  # fmt: skip
    if not structure and not extra:
        raise DataError(f"{given.told} holds records without a field; export it again")
    names, odd = make_unique([*([extra] if extra else []), *map(clean, structure)])
    # Pointers, for two names may differ in case alone, which makes one name in SQL.
    pointers = ", ".join(quoted(_pointer(name)) for name in structure)
    inner = f"(select json_extract_string(json, [{pointers}]) as record, {extra or 'null as none_'} from {relation})"
    cells = [*([f"{extra} as c0"] if extra else []),
             *(f"record[{index + 1}] as c{index + bool(extra)}" for index in range(len(structure)))]  # fmt: skip
    copy = given.scratch.folder / "records.parquet"
    connection.execute(f"copy (select {', '.join(cells)}, row_number() over () as line from {inner}) "
                       f"to {literal(copy)} (format parquet)")  # fmt: skip
    connection.execute(f"create view source as select * from read_parquet({literal(copy)})")
    return Source(given.told, "", names, 0, (), (), connection, "source", (*given.notes, *odd), given.scratch)


def _holds_nested(connection: "duckdb.DuckDBPyConnection", relation: str, name: str) -> bool:
    """Return whether a field of several types holds a list or record somewhere."""
    found = connection.execute(f"select count(*) filter (json_type(json, {quoted(_pointer(name))}) in ('OBJECT', 'ARRAY')) "
                               f"from {relation}").fetchone()  # fmt: skip
    return bool(found and found[0])


def _pointer(name: str) -> str:
    return "/" + name.replace("~", "~0").replace("/", "~1")


def _head(path: Path) -> str:
    with path.open("rb") as file:
        return file.read(_HEAD).decode("utf-8-sig", errors="replace")


def _errors() -> type[Exception]:
    import duckdb

    error: type[Exception] = duckdb.Error
    return error


def _broken(given: Given, error: Exception) -> DataError:
    said = reason(error, given.path)
    if "recursion depth" in said:
        said = "records within records, more than 128 deep"
    return DataError(f"{given.told} is no whole JSON: {said}; export or copy it again")
