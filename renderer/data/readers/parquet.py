"""Parquet files."""

from renderer.data.readers.relation import as_source
from renderer.data.readers.scratch import Given
from renderer.data.readers.source import Source
from renderer.data.readers.staging import connect
from renderer.data.sql import sql_path

__all__ = ["read_parquet"]


def read_parquet(given: Given) -> Source:
    """Open a Parquet file as a table of text."""
    return as_source(given, connect(given.scratch), f"read_parquet({sql_path(given.path)}, hive_partitioning = false)")
