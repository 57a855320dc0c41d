"""The wheel, built and installed away from the checkout: everything an artist needs travels inside it."""

import os
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from pathlib import Path

import pytest

from renderer.core.paths import ROOT

pytestmark = pytest.mark.skipif(not (ROOT / "pyproject.toml").is_file(), reason="there is no checkout to build from")

TOP = {"pyproject.toml", "renderer", "shaders", "installations", "assets", "exports", "tests",
       "README.md", "REFERENCE.md", "CHANGELOG.md", "SECURITY.md", "LICENSE", "run", "requirements.txt"}  # fmt: skip


def run(*command, cwd):
    """Run ``command`` in ``cwd`` as a user without our environment would; return what it printed."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run([*map(str, command)], cwd=cwd, env=clean, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Return the wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    build = ("wheel", "-q", "--no-deps", "--no-index", "--no-build-isolation", "-w", folder, ROOT)
    run(sys.executable, "-m", "pip", *build, cwd=folder)
    (made,) = folder.glob("chorus-*.whl")
    return made


@pytest.fixture(scope="module")
def home(wheel, tmp_path_factory):
    """
    Return the scripts' folder of an environment that holds the wheel and nothing of the checkout.

    Its dependencies are borrowed from this environment by path, so that nothing is downloaded; a path file
    does not make our own path files count, so the editable checkout stays out.
    """
    folder = tmp_path_factory.mktemp("home") / "venv"
    run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder.parent)
    scripts = folder / ("Scripts" if sys.platform == "win32" else "bin")
    run(sys.executable, "-m", "pip", "--python", scripts / "python", "install", "-q", "--no-deps", "--no-index", wheel,
        cwd=folder.parent)  # fmt: skip
    (packages,) = folder.glob("lib/python*/site-packages")
    (packages / "borrowed.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")
    return scripts


@pytest.fixture
def chorus(home, tmp_path):
    """Return ``chorus(*words)``: the installed command, called in an empty folder."""
    return lambda *words: run(home / "chorus", *words, cwd=tmp_path)


def test_everything_travels_inside_the_wheel_and_nothing_else(wheel):
    names = zipfile.ZipFile(wheel).namelist()

    for folder in ("shaders", "installations", "assets"):
        files = [path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts]
        assert {f"renderer/bundle/{path.relative_to(ROOT).as_posix()}" for path in files} <= set(names)
    tops = {name.split("/")[0] for name in names}
    assert sorted(top.partition("-")[0] for top in tops) == ["chorus", "renderer"]
    assert not [name for name in names if any(word in name for word in ("__pycache__", ".pyc", "/tests/", ".part"))]


def test_the_installed_package_is_the_wheels_and_not_the_checkout(home, tmp_path):
    where = run(home / "python", "-c", "import renderer.core.paths as p; print(p.__file__, p.ROOT)", cwd=tmp_path)

    assert str(ROOT / "renderer") not in where
    assert where.strip().endswith("bundle")


def test_list_export_new_and_check_run_away_from_the_checkout(chorus, tmp_path):
    assert "enamel" in chorus("list")
    chorus("export", "enamel", "wall.png", "--size", "96x54")
    chorus("export", "enamel", "loop.mp4", "--size", "64x36", "--frames", "0..3")
    chorus("new", "pearl")
    assert "BROKEN" not in chorus("check", "pearl", "--size", "64", "36")
    assert {path.name for path in tmp_path.iterdir()} == {
        "wall.png", "wall.png.json", "loop.mp4", "loop.mp4.json", "loop.mp4.flash.json", "loop.mp4.flash.png", "pearl",
    }  # fmt: skip


def test_the_demo_runs_away_from_the_checkout(chorus, tmp_path):
    said = chorus("demo", "--quick")

    made = {path.name for path in (tmp_path / "exports/demo").iterdir()}
    assert {"enamel-film.mp4", "enamel-film.mp4.flash.json", "enamel-mural.png", "enamel-mural.png.json"} <= made
    assert "chorus preview" in said.splitlines()[-1]


def test_remaking_away_from_the_checkout_gives_the_same_bytes(chorus, tmp_path):
    chorus("export", "enamel", "wall.png", "--size", "96x54", "--seed", "7")
    chorus("remake", "wall.png", "--out", "again.png")

    assert (tmp_path / "wall.png").read_bytes() == (tmp_path / "again.png").read_bytes()


def test_every_dependency_is_pinned_and_every_pin_is_exact():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lines = [line for line in (ROOT / "requirements.txt").read_text().splitlines() if line and line[0] != "#"]
    pins = {line.partition("==")[0].lower().replace("_", "-") for line in lines}
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]

    assert all(line.count("==") == 1 and "/" not in line for line in lines)
    assert not {name.split(">")[0].split("<")[0].lower() for name in wanted} - pins


def test_the_top_of_the_house_holds_only_its_rooms():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    top = {Path(name).parts[0] for name in listed.stdout.splitlines()}
    if not top:
        pytest.skip("this copy has no git")

    assert {name for name in top if not name.startswith(".")} == TOP
