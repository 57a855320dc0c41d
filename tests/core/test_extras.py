"""An extra that is not here costs one sentence, which says what to type."""

import sys

import pytest

from renderer.core import extras
from renderer.core.errors import EncodeError
from renderer.core.extras import Extra, need


@pytest.fixture
def _absent(monkeypatch):
    monkeypatch.setitem(extras.EXTRAS, "usd", Extra("usd-core==1.2", "no_such_module", 217, ".usdz objects"))


def test_what_is_here_is_no_error(monkeypatch):
    monkeypatch.setitem(extras.EXTRAS, "usd", Extra("usd-core==1.2", "json", 217, ".usdz objects"))

    need("usd", "form.usdz")


@pytest.mark.usefixtures("_absent")
def test_a_missing_one_is_told_with_the_pip_of_this_environment(monkeypatch, tmp_path):
    scripts = tmp_path / "my venv" / "bin"
    scripts.mkdir(parents=True)
    monkeypatch.setattr(sys, "executable", str(scripts / "python"))
    monkeypatch.chdir(tmp_path)
    (scripts / "pip").touch()
    with pytest.raises(EncodeError) as told:
        need("usd", "form.usdz")
    assert str(told.value) == (
        "form.usdz needs usd-core, an extra of 217 MB that is not installed; "
        "type: 'my venv/bin/pip' install usd-core==1.2"
    )


@pytest.mark.usefixtures("_absent")
def test_without_a_pip_beside_it_python_is_named_and_elsewhere_in_full(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))

    with pytest.raises(EncodeError, match=rf"type: {tmp_path}/python -m pip install usd-core==1\.2"):
        need("usd", "form.usdz")
