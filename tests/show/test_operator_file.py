"""What an operator left outlives a supervisor that is killed, and no orderly end, and no boot."""

import json
from types import SimpleNamespace

import pytest

from renderer.core.errors import UsageError
from renderer.show import operator_file, supervisor
from renderer.show.operator_file import OperatorFile


@pytest.fixture
def boots(tmp_path, monkeypatch):
    """Return the file that says which boot this is; the state lies in a folder of the test."""
    monkeypatch.setenv("CHORUS_STATE", str(tmp_path / "state"))
    monkeypatch.setattr(operator_file, "_BOOT", tmp_path / "boot_id")
    (tmp_path / "boot_id").write_text("a\n")
    return tmp_path / "boot_id"


def test_it_is_kept_for_the_same_words_until_a_boot_or_an_orderly_end(boots, tmp_path):
    one = OperatorFile(["perform", "enamel"])
    assert one.read() == (False, False)
    for held in ((True, False), (False, True), (True, True)):
        one.keep(held)
        assert OperatorFile(["perform", "enamel"]).read() == held
    assert OperatorFile(["perform", "smile"]).read() == (False, False)
    boots.write_text("b\n")
    assert OperatorFile(["perform", "enamel"]).read() == (False, False)
    boots.write_text("a\n")
    one.keep((False, False))
    assert OperatorFile(["perform", "enamel"]).read() == (False, False)
    assert not list((tmp_path / "state" / "shows").iterdir())


def test_another_content_and_a_system_without_boots_are_none(boots, tmp_path):
    one = OperatorFile(["perform"])
    one.keep((True, True))
    (path,) = (tmp_path / "state" / "shows").iterdir()
    for content in (b"", b"{", json.dumps({"boot": "a"}).encode(), b"[1]", b"[" * 16384):
        path.write_bytes(content)
        assert OperatorFile(["perform"]).read() == (False, False)
    path.unlink()
    boots.unlink()
    without = OperatorFile(["perform"])
    without.keep((True, True))
    assert without.read() == (False, False)
    assert not path.exists()


@pytest.mark.usefixtures("boots")
def test_the_same_words_for_two_desktops_are_two_shows(monkeypatch):
    monkeypatch.setenv("DISPLAY", ":0")
    OperatorFile(["perform"]).keep((True, False))
    monkeypatch.setenv("DISPLAY", ":1")
    assert OperatorFile(["perform"]).read() == (False, False)
    monkeypatch.setenv("DISPLAY", ":0")
    assert OperatorFile(["perform"]).read() == (True, False)


@pytest.mark.usefixtures("boots")
@pytest.mark.parametrize(("place", "error"), [("state_dir", UsageError("no home")), ("cwd", FileNotFoundError())])
def test_without_a_place_nothing_is_kept_and_nothing_raises(monkeypatch, place, error):
    def gone():
        raise error

    owner = operator_file if place == "state_dir" else operator_file.Path
    with monkeypatch.context() as context:
        context.setattr(owner, place, gone)
        one = OperatorFile(["perform"])
    one.keep((True, False))
    assert one.read() == (False, False)


@pytest.mark.usefixtures("boots")
def test_what_a_full_disk_did_not_take_is_tried_again(monkeypatch):
    one = OperatorFile(["perform"])

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as context:
        context.setattr(operator_file, "write_private", full)
        one.keep((True, False))
    assert OperatorFile(["perform"]).read() == (False, False)
    one.keep((True, False))
    assert OperatorFile(["perform"]).read() == (True, False)


@pytest.mark.usefixtures("boots")
def test_a_supervisor_begins_with_it_and_an_orderly_end_takes_it_away(monkeypatch):
    monkeypatch.setattr(supervisor.sys, "argv", ["chorus", "perform", "enamel"])
    monkeypatch.setattr(supervisor.signal, "pthread_sigmask", lambda *_: set())
    monkeypatch.setattr(supervisor.signal, "signal", lambda *_: None)
    monkeypatch.setattr(supervisor, "gc", SimpleNamespace(freeze=lambda: None))
    monkeypatch.setattr(supervisor, "sweep_retained", lambda _: 0)
    killed = supervisor._Supervisor(print, lambda: None, 30.0, None)
    killed._heart.keep_operator(black=True, frozen=False)
    killed._show = SimpleNamespace(beats=0)
    killed._look()
    after = supervisor._Supervisor(print, lambda: None, 30.0, None)
    assert after._heart.operator() == (True, False)
    after.close()  # without a picture: of a second show that was refused, say, while the first one runs
    after = supervisor._Supervisor(print, lambda: None, 30.0, None)
    assert after._heart.operator() == (True, False)
    after._shown = True
    after.close()
    assert supervisor._Supervisor(print, lambda: None, 30.0, None)._heart.operator() == (False, False)
