"""The note of how a picture was made."""

import getpass
import json
import re
import socket
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from renderer.core.errors import DataError
from renderer.output.manifest import beside, build, dumps, parse, write_beside


@pytest.fixture
def made(tmp_path):
    shader = tmp_path / "image.frag"
    shader.write_text("void main() {}")
    def make(**facts):
        files = {"scene.py": b"SCENE", "image.frag": shader}
        params = {"glow": np.float32(1.5), "tint": (1, 0.5, 0), "prisms": 18}
        return build("film", files, {"params": params, "fps": Fraction(30000, 1001), "seed": 7, **facts})

    return make


def test_it_holds_its_facts_as_json_and_what_drew_it(made):
    found = made()
    assert found["params"] == {"glow": 1.5, "tint": [1, 0.5, 0], "prisms": 18}
    assert (found["fps"], found["seed"], found["kind"]) == ("30000/1001", 7, "film")
    assert found["packages"]["numpy"] == np.__version__
    assert set(found["files"]) == {"scene.py", "image.frag"}


def test_a_changed_shader_is_another_manifest(made, tmp_path):
    before = made()["files"]
    (tmp_path / "image.frag").write_text("void main() { }")
    after = made()["files"]
    assert before["image.frag"] != after["image.frag"]
    assert before["scene.py"] == after["scene.py"]


def test_it_survives_json_and_is_the_same_text_each_time(made):
    assert parse(dumps(made())) == made()
    assert dumps(made()) == dumps(made())
    assert dumps({"b": 1, "a": 2}) == '{"a":2,"b":1}'


def test_it_names_neither_the_machine_nor_its_user_nor_a_path(made, tmp_path):
    text = dumps(made())
    for secret in (str(tmp_path), str(Path.home())):
        assert secret not in text
    for secret in (socket.gethostname(), getpass.getuser()):
        assert not re.search(rf"\b{re.escape(secret)}\b", text)


def test_facts_may_add_but_not_replace(made):
    with pytest.raises(ValueError, match="files"):
        made(files={})


def test_nan_has_no_place_in_it(made):
    with pytest.raises(ValueError, match="JSON"):
        made(params={"glow": float("nan")})


def test_it_stands_beside(tmp_path, made):
    target = write_beside(tmp_path / "walk-%05d.png", made())
    assert target == beside(tmp_path / "walk-%05d.png") == tmp_path / "walk-%05d.png.json"
    assert json.loads(target.read_text()) == made()


@pytest.mark.parametrize("text", ["", "{", "[1]", "null", b"\xff\xfe", "[" * 100_000])
def test_what_is_no_manifest_is_a_data_error(text):
    with pytest.raises(DataError, match="holds no manifest"):
        parse(text)
