"""A table of a real PostgreSQL server, which the test starts from Debian's packages and stops again."""

import os
import pwd
import shutil
import subprocess
from pathlib import Path

import pytest

from renderer.core.errors import DataError
from renderer.data.readers.opening import open_source, sheets
from tests.support.sources import rows_of

psycopg = pytest.importorskip("psycopg", reason="psycopg is not installed")
BIN = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)


def as_user(words, user, folder):
    """Run a program of the server; it refuses to run as root."""
    user_of = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}
    return subprocess.run(words, check=True, capture_output=True, cwd=folder, env={"PATH": os.environ["PATH"],
                          "LC_ALL": "C.UTF-8"}, **user_of)  # fmt: skip


@pytest.fixture(scope="module")
def server():
    """Give the folder of the socket of a server with a table of visits; no port is opened."""
    if BIN is None or not (BIN / "initdb").is_file():
        pytest.skip("no PostgreSQL server here: apt install postgresql")
    user = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    folder = Path("/tmp") / f"chorus-pg-{os.getpid()}"
    folder.mkdir(mode=0o700)
    os.chown(folder, user.pw_uid, user.pw_gid)
    try:
        words = ["-D", folder / "data", "-U", "chorus", "--auth=trust", "--no-sync", "-E", "UTF8"]
        as_user([BIN / "initdb", *words], user, folder)
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c shared_buffers=1MB -c max_connections=5"
        words = ["-D", folder / "data", "-w", "-l", folder / "log", "-o", options]
        as_user([BIN / "pg_ctl", *words, "start"], user, folder)
        try:
            with psycopg.connect(f"postgresql://chorus@/postgres?host={folder}") as session:
                session.execute("create table visits (id text, share float8, day date, n numeric(8, 2))")
                session.execute("insert into visits values (E'0\\r1', 0.1, '2024-01-31', 12.50)")
                session.execute("insert into visits values ('Ö, \"x\"', 'NaN', null, null)")
                session.execute("create table deep (id int, parts json)")
                session.execute("create table bare (id int)")
                session.execute('create schema health; create view health."Rates" as select 7 as n')
            yield folder
        finally:
            as_user([BIN / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop"], user, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def address(server, table="", user="chorus:secret"):
    return f"postgresql://{user}@/postgres?host={server}" + (f"&table={table}" if table else "")


def test_a_table_is_read_as_text(server):
    source = open_source(address(server, "visits"))

    assert (source.sheet, source.header) == ("visits", ("id", "share", "day", "n"))
    assert rows_of(source) == [("0\r1", "0.1", "2024-01-31", "12.50", 1), ('Ö, "x"', "NaN", "", "", 2)]


def test_tables_of_other_schemas_are_named_with_them(server):
    assert sheets(address(server)) == ("bare", "deep", "health.Rates", "visits")
    assert rows_of(open_source(address(server, "health.Rates"))) == [("7", 1)]


@pytest.mark.parametrize(("table", "said"), [
    ("", r"holds 4 tables \('bare', 'deep', 'health.Rates', 'visits'\)"), ("vists", "did you mean 'visits'"),
    ("deep", "column parts: it holds json"), ("bare", "has columns but no rows"),
])  # fmt: skip
def test_what_cannot_be_read_is_refused_without_the_password(server, table, said):
    with pytest.raises(DataError, match=said) as told:
        open_source(address(server, table))
    assert "secret" not in str(told.value)


def test_nothing_can_be_written(server):
    with psycopg.connect(address(server)) as session:
        body = "insert into visits values (''x''); select 1"
        session.execute(f"create function bump() returns int language sql as '{body}'")
        session.execute("create view writes as select bump() as n")
        session.commit()
    with pytest.raises(DataError, match="cannot execute INSERT in a read-only transaction"):
        open_source(address(server, "writes"))


def test_a_server_that_is_not_there_is_told(tmp_path):
    with pytest.raises(DataError, match=r"^postgresql:/localhost/postgres: .*check the address") as told:
        open_source(address(tmp_path, "visits"))
    assert "secret" not in str(told.value)
