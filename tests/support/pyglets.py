"""Pyglet's names of keys and buttons, without the display that its package opens when it is imported."""

import importlib.util
import sys
from pathlib import Path
from types import SimpleNamespace

import pyglet
import pytest


def _module(name):
    path = Path(pyglet.__file__).parent / "window" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"pyglets_{name}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


key, mouse = _module("key"), _module("mouse")


@pytest.fixture
def pyglet_names(monkeypatch):
    """Let ``from pyglet.window import key, mouse`` find these, where there is no display."""
    monkeypatch.setitem(sys.modules, "pyglet.window", SimpleNamespace(key=key, mouse=mouse))
