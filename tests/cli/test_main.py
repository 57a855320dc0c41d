"""chorus itself: what is found, what is said when it is not, and how it ends."""

import os
import pty
import select
import shutil
import subprocess
import sys
import time

import click
import pytest

from renderer.cli import commands as module
from renderer.cli.commands import COMMANDS, cli
from renderer.cli.main import _run, main
from renderer.core.errors import EncodeError


@pytest.fixture
def broken(monkeypatch):
    """Return ``broken(error)``: makes ``chorus list`` raise it."""

    def make(error):
        def fail():
            raise error

        monkeypatch.setattr(module.Commands, "get_command", lambda *_: click.Command("list", callback=fail))

    return make


def test_help_names_every_command_without_importing_it(chorus):
    said = chorus("--help")

    assert said.code == 0
    assert all(f"  {name} " in said.out for name in COMMANDS)


def test_nothing_typed_is_a_call_for_help(chorus):
    assert chorus() == chorus("--help")


@pytest.mark.parametrize("name", COMMANDS)
def test_the_line_in_the_help_is_the_first_of_the_commands_own(name):
    command = cli.get_command(click.Context(cli), name)

    assert (command.help or "").strip().split("\n")[0] == COMMANDS[name].line


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_says_what_it_is(name, chorus):
    command = cli.get_command(click.Context(cli), name)
    commands = [command, *getattr(command, "commands", {}).values()]

    assert all(one.help for one in commands)
    assert not [p.name for one in commands for p in one.params if isinstance(p, click.Option) and not p.help]
    assert chorus(name, "--help").code == 0


@pytest.mark.parametrize("name", ["", *COMMANDS, "data import", "data show"])
def test_examples_in_the_help_stand_one_to_a_line(name, chorus):
    said = chorus(*name.split(), "--help").out

    assert "\\b" not in said  # the mark that keeps click from wrapping them into one another
    assert not [line for line in said.splitlines() if line.count("chorus ") > 1 and "|" not in line and "`" not in line]


def test_the_version_is_the_packages(chorus):
    assert chorus("--version").out.split()[0] == "chorus"


def test_products_of_matrices_keep_no_thread_that_waits_busily(chorus, monkeypatch):
    monkeypatch.delenv("OPENBLAS_NUM_THREADS")

    chorus("--version")

    assert os.environ["OPENBLAS_NUM_THREADS"] == "1"


def test_somebody_who_wants_more_threads_has_them(chorus, monkeypatch):
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "3")

    chorus("--version")

    assert os.environ["OPENBLAS_NUM_THREADS"] == "3"


def test_an_unknown_command_leads_to_the_nearest(chorus):
    said = chorus("exprt")

    assert said.code == 2
    assert said.err == "chorus has no command 'exprt'; did you mean 'export'?\n"


def test_a_word_like_nothing_else_is_told_what_there_is(chorus):
    said = chorus("zzzzzz")

    assert said.code == 2
    assert all(name in said.err for name in COMMANDS)


def test_an_unknown_option_leads_to_the_nearest(chorus):
    said = chorus("export", "enamel", "a.png", "--sed", "3")

    assert said.code == 2
    assert "--seed" in said.err
    assert "chorus export --help" in said.err


def test_options_stand_in_any_order(chorus):
    first = chorus("export", "--seed", "3", "enamel", "--size", "64x36", "a.png")
    second = chorus("export", "b.png", "enamel", "--size", "64x36")

    assert first.code == 0
    assert second.code == 2
    assert "Traceback" not in second.err


def test_an_error_of_ours_is_its_sentence_and_its_code(chorus, broken):
    broken(EncodeError("Could not write wall.png: the disk is full."))
    said = chorus("list")

    assert (said.code, said.out, said.err) == (1, "", "Could not write wall.png: the disk is full.\n")


@pytest.mark.parametrize("words", [("list", "--debug"), ("--debug", "list")])
def test_debug_shows_where_wherever_it_stands(chorus, broken, words):
    broken(EncodeError("the disk is full"))

    assert "in fail\n    raise error" in chorus(*words).err


def test_a_fault_of_chorus_is_called_one(chorus, broken):
    broken(ZeroDivisionError("division by zero"))
    said = chorus("list")

    assert said.code == 1
    assert "fault of Chorus" in said.err
    assert "--debug" in said.err
    assert said.err.count("\n") == 1


def test_the_systems_refusal_names_the_file(chorus, broken):
    broken(PermissionError(13, "Permission denied", "wall.png"))

    assert chorus("list").err == "wall.png: Permission denied.\n"


def test_no_memory_is_said_in_words(chorus, broken):
    broken(MemoryError())

    assert "smaller size" in chorus("list").err


def test_stopping_is_one_line_and_130(chorus, broken):
    broken(KeyboardInterrupt())
    said = chorus("list")

    assert said.code == 130
    assert said.err.strip() == "Stopped."


def test_a_reader_that_has_enough_is_told_nothing():
    code = "import sys; from renderer.cli.main import main; sys.exit(main(['list']))"
    child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    child.stdout.close()
    err = child.stderr.read()
    child.stderr.close()

    assert err == b""
    assert child.wait() == 1


def test_a_group_without_its_command_shows_its_help(chorus):
    said = chorus("data")

    assert said.code == 2
    assert "Commands:" in said.err


def test_main_reads_what_was_typed(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["chorus", "--version"])

    assert main() == 0
    assert "chorus" in capsys.readouterr().out


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
def test_tab_completes_commands_scenes_options_and_folders_in_a_real_bash(tmp_path):
    (tmp_path / "pearls").mkdir()
    for name in ("zz;touch gone", "yy$(touch gone)", "garden in rain", "*"):  # as a folder from elsewhere may be called
        (tmp_path / name).mkdir()
        (tmp_path / name / "scene.py").write_text('"""A scene."""\n')
    program = tmp_path / "chorus"
    program.write_text(f"#!/bin/sh\nexec {sys.executable} -c 'from renderer.cli.main import main; main()' \"$@\"\n")
    program.chmod(0o755)
    env = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "PS1": "$ ", "TERM": "dumb", "HISTFILE": ""}
    ours, theirs = pty.openpty()
    bash = subprocess.Popen(["bash", "--norc", "--noprofile", "-i"], stdin=theirs, stdout=theirs, stderr=theirs,
                            cwd=tmp_path, env=env, start_new_session=True)  # fmt: skip
    os.close(theirs)
    said = ""

    def until(words):
        nonlocal said
        end = time.monotonic() + 120.0
        while words not in said:
            assert time.monotonic() < end, said
            if select.select([ours], [], [], 1.0)[0]:
                said += os.read(ours, 4096).decode(errors="replace")
        said = said.partition(words)[2]

    def typed(words, whole):
        os.write(ours, words.encode())
        until(whole)
        os.write(ours, b"\x15")  # Ctrl+U: the line is emptied

    os.write(ours, b'eval "$(chorus --completion bash)"; echo re""ady\n')
    until("ready")
    typed("chorus prev\t", "chorus preview ")
    typed("chorus preview enam\t", "chorus preview enamel ")
    typed("chorus preview ./pea\t", "chorus preview ./pearls/")
    typed("chorus export enamel --prefl\t", "chorus export enamel --preflight ")
    typed("chorus preview zz\t", r"chorus preview zz\;touch\ gone ")
    typed("chorus preview yy\t", r"chorus preview yy\$\(touch\ gone\) ")
    typed("chorus preview gar\t", r"chorus preview garden\ in\ rain ")
    typed("chorus preview \\*\t", r"chorus preview \* ")
    os.write(ours, b"exit\n")
    assert bash.wait(120.0) is not None
    os.close(ours)


@pytest.mark.parametrize(("given", "manager", "seen"), [
    ("export a b", False, True), ("export a b", True, True), ("perform a", False, True), ("preview a", True, True),
    ("perform a", True, False), ("perform a --supervise", False, False), ("list", False, False),
])  # fmt: skip
def test_what_draws_is_watched_and_a_show_of_a_service_manager_by_that(monkeypatch, given, manager, seen):
    calls = []
    monkeypatch.setattr("renderer.cli.watched.watched", lambda _run, killed: calls.append(killed) or 0)
    monkeypatch.setattr("renderer.cli.outcome.outcome", lambda _given: 0)
    monkeypatch.setenv("NOTIFY_SOCKET", "x") if manager else monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    assert _run(given.split()) == 0
    assert calls == [COMMANDS[given.split()[0]].killed] * seen
