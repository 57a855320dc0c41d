"""A show as a service: what is typed is what perform takes, and it is checked before anything is written."""

import os
import shutil
from pathlib import Path

import pytest

from renderer.cli import service


@pytest.fixture
def units(tmp_path, monkeypatch):
    """Return the folder of the units, on a machine that systemd runs, without an answer from systemctl."""
    monkeypatch.setattr(service, "BOOTED", tmp_path)
    monkeypatch.setattr(service, "_answer", lambda *_: "")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("DISPLAY", ":7")
    for name in ("WAYLAND_DISPLAY", "XAUTHORITY", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CHORUS_STATE", "my state")
    return tmp_path / "config/systemd/user"


def test_it_writes_the_unit_and_says_what_to_type_next(chorus, units, tmp_path):
    said = chorus("service", "install", "enamel", "--display", "HDMI-1", "-p", "glow=1.5")
    assert (said.code, said.err) == (0, "")
    text = (units / "chorus.service").read_text()
    assert '"perform" "enamel" "--display" "HDMI-1" "-p" "glow=1.5" "--supervise"\n' in text
    assert f"WorkingDirectory={tmp_path}\n" in text
    assert 'Environment="DISPLAY=:7"\nEnvironment="CHORUS_STATE=my state"\n' in text
    assert "systemctl --user daemon-reload && systemctl --user enable --now chorus.service" in said.out
    assert "loginctl enable-linger" in said.out
    program = text.partition('ExecStart=:"')[2].partition('"')[0]
    assert os.access(program, os.X_OK)
    again = chorus("service", "install", "enamel", "--supervise", "--hang", "60")
    assert (units / "chorus.service").read_text().count("--supervise") == 1
    assert "systemctl --user restart chorus.service" in again.out
    gone = chorus("service", "uninstall")
    assert "systemctl --user stop chorus.service" in gone.out
    assert not (units / "chorus.service").exists()
    assert chorus("service", "uninstall").out.startswith("There is no ")


@pytest.mark.parametrize(("words", "why"), [
    ((), "Missing argument 'SCENE'. See 'chorus service install --help'"),
    (("enamle",), "did you mean 'enamel'"),
    (("enamel", "--disply", "1"), "Did you mean '--display'? See 'chorus perform --help'"),
    (("enamel", "-p", "glw=1"), "no parameter 'glw'; did you mean 'glow'"),
    (("enamel", "--preset", "nosuch"), "no preset 'nosuch'"),
    (("enamel", "--data", "nosuch.csv"), "nosuch.csv"),
    (("enamel", "--as", "anaglyph"), "is a flat picture"),
    (("enamel", "--feed", "nosuch"), "no feed 'nosuch'"),
    (("enamel", "--audio", "no.wav"), "no.wav: no such file"),
    (("enamel", "--midi", "no.mid"), "no.mid: no such file"),
    (("enamel", "--mapping", __file__), "test_service.py: this mapping cannot be read"),
    (("enamel", "--mapping", "nosuch.toml"), "nosuch.toml: no such file; a show plays what a preview has learned"),
    (("enamel", "--hear", "10.0.0.7"), "no port is named"),
    (("enamel", "--osc", "9000", "--hear", "notanip"), "'notanip' is no address"),
    (("enamel", "--corner-pin"), "pin the corners in a show (F6)"),
    (("enamel", "--unit", "a b"), "'a b' is no name of a service"),
])  # fmt: skip
def test_what_perform_would_refuse_is_refused_before_anything_is_written(chorus, units, words, why):
    said = chorus("service", "install", *words)
    assert said.code in (1, 2)
    assert why in said.err
    assert not units.exists()


def test_a_broken_scene_is_refused(chorus, units, tmp_path):
    shutil.copytree(Path(__file__).parent.parent / "scenes" / "probe", tmp_path / "probe")
    (tmp_path / "probe/scene.py").write_text("nonsense(")
    said = chorus("service", "install", "probe/scene.py")
    assert said.code == 2
    assert "scene.py:1" in said.err
    assert not units.exists()


def test_another_unit_of_that_name_stays(chorus, units):
    units.mkdir(parents=True)
    (units / "chorus.service").write_text("[Unit]\nDescription=a choir's own\n")
    said = chorus("service", "install", "enamel")
    assert said.code == 2
    assert "stays as it is; choose another --unit" in said.err
    assert "a choir's own" in (units / "chorus.service").read_text()
    assert chorus("service", "install", "enamel", "--unit", "wall").code == 0
    assert (units / "wall.service").is_file()


def test_it_is_shown_without_being_written_also_where_there_is_no_systemd(chorus, units, monkeypatch, tmp_path):
    monkeypatch.setattr(service, "BOOTED", tmp_path / "none")
    said = chorus("service", "install", "enamel", "--print")
    assert said.code == 0
    assert said.out.startswith("# A show of Chorus")
    assert '"enamel" "--supervise"\n' in said.out
    said = chorus("service", "install", "enamel")
    assert said.code == 2
    assert "systemd does not run this machine" in said.err
    assert "`chorus perform enamel --supervise`" in said.err
    assert not units.exists()


def test_what_systemd_knows_by_itself_is_not_written_down(chorus, units, monkeypatch):
    answers = {"show-environment": "DISPLAY=:0\nXAUTHORITY=/run/user/7/x\n", "is-active": "active\n"}
    monkeypatch.setattr(service, "_answer", lambda *words: answers[words[0]])
    said = chorus("service", "install", "enamel")
    text = (units / "chorus.service").read_text()
    assert said.err == ""
    assert "DISPLAY" not in text
    assert "WantedBy=graphical-session.target" in text


@pytest.mark.usefixtures("units")
def test_where_no_display_is_known_that_is_said(chorus, monkeypatch):
    monkeypatch.delenv("DISPLAY")
    assert "DISPLAY is not set here" in chorus("service", "install", "enamel", "--print").err


def test_systemctl_is_asked_and_one_that_fails_says_nothing(tmp_path, monkeypatch):
    fake = tmp_path / "systemctl"
    fake.write_text('#!/bin/sh\n[ "$2" = show-environment ] && printf "DISPLAY=:0\\nLANG=C\\n" || exit 1\n')
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert service._manager() == {"DISPLAY", "LANG"}
    assert not service._has_session()
    fake.unlink()
    assert service._manager() == frozenset()
