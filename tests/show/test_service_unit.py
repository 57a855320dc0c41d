"""The unit of a show: its words are read back as they were typed, and no other unit is touched."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from renderer.core.errors import UsageError
from renderer.show.service_unit import Service, quoted_word, remove_unit, unit_path, written_unit
from renderer.show.supervisor import LAST, START

ODD = ("a b", "50 %h", "$HOME ${HOME}", "q\"uo'te", "back\\slash\\", "line\nend", ";", "", "é ж 🦷", "@x", "\\x41")


def unit(*words, folder="/srv/wall", environment=None, session=True):
    return Service(("/bin/sh", *words), Path(folder), environment or {}, session)


@pytest.fixture
def there(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return unit_path("chorus")


def read_back(words):
    """Return ``words`` as systemd.syntax(7) says that quotes, escapes and specifiers are read."""
    found = re.findall(r'"((?:\\.|[^"\\])*)"', words)
    plain = [re.sub(r"\\(?:x(..)|(.))", lambda one: chr(int(one[1], 16)) if one[1] else one[2], one) for one in found]
    assert all(one.replace("%%", "").count("%") == 0 for one in plain)
    return tuple(one.replace("%%", "%") for one in plain)


def test_words_are_read_back_as_they_were_typed_and_no_variable_is_meant():
    text = unit(*ODD, environment={"CHORUS_STATE": 'a b%c "q" \\'}, folder="/srv/a b%h").text()
    line = next(one for one in text.splitlines() if one.startswith("ExecStart="))
    assert line.startswith("ExecStart=:\"/bin/sh\"")
    assert read_back(line) == ("/bin/sh", *ODD)
    assert 'Environment="CHORUS_STATE=a b%%c \\"q\\" \\\\"\n' in text
    assert "WorkingDirectory=/srv/a b%%h\n" in text


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not here to read the unit")
@pytest.mark.parametrize("session", [True, False])
def test_systemd_reads_the_unit_without_a_word(tmp_path, session):
    (tmp_path / "a b %h").mkdir()
    made = unit(*ODD, folder=tmp_path / "a b %h", environment={"DISPLAY": ":0", "XAUTHORITY": "/x %\\ y"},
                session=session)  # fmt: skip
    path = tmp_path / "chorus.service"

    def verified(text):
        path.write_text(text)
        done = subprocess.run(["systemd-analyze", "verify", "--user", path], capture_output=True, text=True,
                              env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)}, check=False)  # fmt: skip
        return done.returncode, [line for line in done.stderr.splitlines() if "chorus" in line]

    assert verified(made.text()) == (0, [])
    assert verified(made.text().replace("WatchdogSec", "WatchdgSec"))[1]  # it does look
    assert verified(made.text().replace('q\\"uo', 'q"uo'))[1]


def test_it_begins_with_the_desktop_where_that_tells_and_else_when_systemd_does():
    with_desktop, alone = unit(session=True).text(), unit(session=False).text()
    assert "WantedBy=graphical-session.target" in with_desktop
    assert "PartOf=graphical-session.target" in with_desktop
    assert "WantedBy=default.target" in alone
    assert "PartOf" not in alone  # it would not come back at the next login
    assert all("After=graphical-session.target" in one for one in (with_desktop, alone))


def test_systemd_waits_longer_than_the_supervisor_does_and_no_stop_is_a_failure():
    said = dict(line.partition("=")[::2] for line in unit().text().splitlines() if "=" in line)
    assert int(said["TimeoutStartSec"]) > START
    assert int(said["TimeoutStopSec"]) > LAST
    assert said["SuccessExitStatus"].split() == ["129", "130", "143"]
    assert (said["Type"], said["Restart"], said["StartLimitIntervalSec"]) == ("notify", "on-failure", "0")


@pytest.mark.parametrize("folder", ["/srv/line\nend", "/srv/space ", "/srv/slash\\"])
def test_a_folder_that_no_unit_can_name_is_refused(folder):
    with pytest.raises(UsageError, match="no unit of systemd can name the folder"):
        unit(folder=folder).text()


def test_a_word_that_is_no_text_is_refused():
    with pytest.raises(UsageError, match="is no UTF-8"):
        quoted_word(os.fsdecode(b"wall\xff.png"))


def test_it_lies_where_the_account_keeps_its_units(there, tmp_path, monkeypatch):
    assert there == tmp_path / "config/systemd/user/chorus.service"
    monkeypatch.setenv("XDG_CONFIG_HOME", "relative")  # which the specification has one ignore
    monkeypatch.setenv("HOME", str(tmp_path))
    assert unit_path("lobby.2") == tmp_path / ".config/systemd/user/lobby.2.service"
    pwd = pytest.importorskip("pwd")
    for home in ("", "rel"):  # no folder either: not that of the disk, and not one in the folder that this runs in
        monkeypatch.setenv("HOME", home)
        account = Path(pwd.getpwuid(os.getuid()).pw_dir)
        assert unit_path("lobby") == account / ".config/systemd/user/lobby.service"


@pytest.mark.parametrize("name", ["", "a b", "../x", "-x", ".x", "x@y", "ж", "a" * 300])
def test_what_is_no_name_of_a_unit_is_refused(name):
    with pytest.raises(UsageError, match="is no name of a service"):
        unit_path(name)


def test_ours_is_written_anew_and_taken_away_with_its_link(there):
    assert not remove_unit(there)
    assert [written_unit(there, unit(word).text()) for word in "ab"] == [False, True]
    assert '"b"' in there.read_text()
    link = there.parent / "default.target.wants" / there.name
    link.parent.mkdir()
    link.symlink_to(there)
    other = link.with_name("other.service")
    other.symlink_to(there.with_name("other.service"))
    assert remove_unit(there)
    assert not os.path.lexists(there)
    assert not os.path.lexists(link)
    assert other.is_symlink()


def test_a_unit_that_we_did_not_write_stays(there, tmp_path):
    there.parent.mkdir(parents=True)
    ours = unit().text()
    for make in (lambda: there.write_text("[Unit]\n" + ours), lambda: there.symlink_to("/dev/null"), there.mkdir,
                 lambda: there.symlink_to(_file(tmp_path / "dotfiles.service", ours))):  # fmt: skip
        make()
        before = there.lstat().st_mtime_ns
        for act in (lambda: written_unit(there, ours), lambda: remove_unit(there)):
            with pytest.raises(UsageError, match="is not of `chorus service install`, and stays"):
                act()
        assert there.lstat().st_mtime_ns == before
        there.rmdir() if there.is_dir() and not there.is_symlink() else there.unlink()


def _file(path, text):
    path.write_text(text)
    return path
