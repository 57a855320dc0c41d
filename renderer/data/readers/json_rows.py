"""JSON: a list of records, one record a line (NDJSON), a list within an object; and the properties of GeoJSON."""

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from renderer.core.errors import DataError
from renderer.core.units import size_words
from renderer.data.duck import load_duckdb
from renderer.data.names import clean
from renderer.data.readers.column_names import make_unique
from renderer.data.readers.relation import reason
from renderer.data.readers.scratch import Given
from renderer.data.readers.source import Source
from renderer.data.readers.staging import connect
from renderer.data.sql import sql_name, sql_path, sql_text

if TYPE_CHECKING:
    import duckdb

__all__ = ["read_geojson", "read_json"]

_LARGEST = 128 << 20  # bytes of one object, which is held in memory whole
_HEAD = 1 << 16
_MEMORY = "1GB"  # a batch of records is held as text and as cells


def read_json(given: Given) -> Source:
    """Open records of JSON; raises DataError where a record holds another, or the file is no list of records."""
    connection = connect(given.scratch, _MEMORY)
    relation, said = _records(given)
    given = replace(given, notes=(*given.notes, *said))
    try:
        return _table(given, connection, f"(select json from {relation})")
    except _errors() as error:
        raise _broken(given, error) from None


def read_geojson(given: Given) -> Source:
    """Open the properties of a GeoJSON's features, with each feature's id; its shapes are left out."""
    connection = connect(given.scratch, _MEMORY)
    features = f"(select unnest(features) as feature from {_object(given, 'features')})"
    try:
        ids = connection.execute(f"select count(feature ->> '$.id') from {features}").fetchone()
        relation = f"(select feature -> '$.properties' as json, feature ->> '$.id' as id from {features})"
        source = _table(given, connection, relation, "id" if ids and ids[0] else "")
    except _errors() as error:
        raise _broken(given, error) from None
    return replace(source, notes=(*source.notes, "the shapes are left out; chorus data places shows them"))


def _records(given: Given) -> tuple[str, tuple[str, ...]]:
    """Return the SQL that reads each record as a column ``json``, and what is to be told of where they lie."""
    text = _head(given.path).lstrip()
    path = sql_path(given.path)
    if name := _wrapped(text):
        inner = f"(select unnest({sql_name(name)}) as json from {_object(given, name)})"
        return inner, (f"the records are those of the list '{name}'",)
    form = "array" if text.startswith("[") else "newline_delimited"
    return f"read_json({path}, columns = {{json: 'JSON'}}, format = '{form}', records = false)", ()


def _object(given: Given, name: str) -> str:
    """Return the SQL that reads one object which holds a list called ``name``."""
    size = given.path.stat().st_size
    if size > _LARGEST:
        raise DataError(f"{given.told} is one JSON object of {size_words(size)}; save its list alone, "
                        "or one record a line")  # fmt: skip
    columns = f"{{{sql_text(name)}: 'JSON[]'}}"
    return (f"read_json({sql_path(given.path)}, columns = {columns}, format = 'unstructured', records = true, "
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
    fields = _fields(given, connection, relation)
    if not fields and not extra:
        raise DataError(f"{given.told} holds records without a field; export it again")
    names, odd = make_unique([*([extra] if extra else []), *map(clean, fields)])
    # Pointers, for two names may differ in case alone, which makes one name in SQL.
    pointers = ", ".join(sql_text(_pointer(name)) for name in fields)
    inner = f"(select json_extract_string(json, [{pointers}]) as record, {extra or 'null as none_'} from {relation})"
    cells = [*([f"{extra} as c0"] if extra else []),
             *(f"record[{index + 1}] as c{index + bool(extra)}" for index in range(len(fields)))]  # fmt: skip
    copy = given.scratch.folder / "records.parquet"
    connection.execute(f"copy (select {', '.join(cells)}, row_number() over () as line from {inner}) "
                       f"to {sql_path(copy)} (format parquet, row_group_size 20480)")  # fmt: skip
    connection.execute(f"create view source as select * from read_parquet({sql_path(copy)})")
    return Source(given.told, "", names, 0, (), (), connection, "source", (*given.notes, *odd), given.scratch)


def _fields(given: Given, connection: "duckdb.DuckDBPyConnection", relation: str) -> list[str]:
    """Return the names of the records' fields, in the order in which they come; each must hold a plain value."""
    shapes = connection.execute(f"select json_structure(json), min(number) from (select json, row_number() over () as "
                                f"number from {relation}) group by 1 order by 2").fetchall()  # fmt: skip
    fields: dict[str, None] = {}
    for shape, number in shapes:
        kinds = json.loads(shape) if shape else "NULL"
        if kinds == "NULL":
            continue  # a feature without properties
        if not isinstance(kinds, dict):
            raise DataError(f"{given.told} is no list of records ({{...}}, {{...}}) of JSON; export it as such, "
                            "or as CSV")  # fmt: skip
        for name, kind in kinds.items():
            if not isinstance(kind, str):
                raise DataError(f"{given.told}, record {number}, column {name}: a list or record within a record; "
                                "write its parts into columns of their own")  # fmt: skip
            fields[name] = None
    if not shapes:
        raise DataError(f"{given.told} is no list of records ({{...}}, {{...}}) of JSON: it is empty")
    return list(fields)


def _pointer(name: str) -> str:
    return "/" + name.replace("~", "~0").replace("/", "~1")


def _head(path: Path) -> str:
    with path.open("rb") as file:
        return file.read(_HEAD).decode("utf-8-sig", errors="replace")


def _errors() -> type[Exception]:
    load_duckdb()
    import duckdb

    error: type[Exception] = duckdb.Error
    return error


def _broken(given: Given, error: Exception) -> DataError:
    said = reason(error, given.path)
    if "recursion depth" in said:
        said = "records within records, more than 128 deep"
    if "failed to allocate" in said or "memory" in said.lower():
        return DataError(f"{given.told} holds larger records than Chorus reads; save it as CSV or one record a line")
    return DataError(f"{given.told} is no whole JSON: {said}; export or copy it again")
