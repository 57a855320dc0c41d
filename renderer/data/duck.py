"""DuckDB, loaded when it is wanted: it costs 0.1 s, and a table in the cache never needs it."""

from renderer.core.unstopped import unstopped

__all__ = ["load_duckdb"]


def load_duckdb() -> None:
    """Load DuckDB in one piece, before ``import duckdb``: half loaded, by a Ctrl-C, it ends the process."""
    with unstopped():
        import duckdb  # noqa: F401
