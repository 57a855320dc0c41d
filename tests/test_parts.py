"""What Chorus is made of: pinned, within bounds, held by hashes, and named with its licence."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, distribution

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from renderer.core.extras import EXTRAS
from renderer.core.paths import ROOT

pytestmark = pytest.mark.skipif(not (ROOT / "pyproject.toml").is_file(), reason="a wheel carries no list of parts")

# How a licence shows in metadata that names it in no SPDX expression, and in the licence's own text.
SHOWN = {
    "Apache-2.0": r"Apache Software License|^Apache-2\.0$",
    "BSD-2-Clause": r"^BSD-2-Clause$",
    "BSD-3-Clause": r"^BSD-3-Clause$|Neither the name of",
    "ISC": r"ISC License",
    "LicenseRef-TOST-1.0": r"^LicenseRef-TOST-1\.0$",
    "MIT": r"\bMIT License\b|^MIT$",
    "MPL-2.0": r"Mozilla Public License 2\.0",
    "PSF-2.0": r"Python Software Foundation License|^PSF-2\.0$",
    "Unlicense": r"free and unencumbered software released into the public domain",
}


def pinned():
    """Return version by name as requirements.txt pins them, and by section."""
    sections, here = {}, None
    for line in (ROOT / "requirements.txt").read_text().splitlines():
        if head := re.match(r"# ([a-z]+):", line):
            here = sections.setdefault(head[1], {})
        elif line and line[0] != "#":
            name, version = line.split("==")
            here[canonicalize_name(name)] = version
    return sections


PINS = {name: version for section in pinned().values() for name, version in section.items()}


def wanted():
    """Return the requirements of pyproject.toml: Chorus' own as ``run``, and those of each extra."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lists = {"run": project["dependencies"], **project["optional-dependencies"]}
    return {name: [Requirement(line) for line in lines] for name, lines in lists.items()}


def test_every_dependency_is_pinned_where_run_looks_for_it_and_within_its_bounds():
    sections = pinned()
    sections["test"] |= sections["ffmpeg"]  # ./run test installs both
    for section, parts in wanted().items():
        there = sections[section]
        for part in parts:
            assert part.specifier.contains(there[canonicalize_name(part.name)]), part


def test_every_dependency_ends_before_what_nobody_tried():
    for section in ("run", "usd", "ffmpeg"):
        for part in wanted()[section]:
            assert {one.operator for one in part.specifier} == {">=", "<"}, part


def test_an_extra_tells_the_version_that_is_pinned():
    for name, extra in EXTRAS.items():
        part, version = extra.pin.split("==")
        assert pinned()[name] == {part: version}


def test_the_lock_has_hashes_of_every_pin_and_no_address():
    text = (ROOT / "requirements.lock").read_text()
    blocks = re.findall(r"^(\S+)==(\S+) \\\n((?: +--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", text, re.MULTILINE)

    assert {canonicalize_name(name): version for name, version, _ in blocks} == PINS
    assert len(blocks) == len(PINS)
    # Nothing else stands there: no index, no folder, no option.
    assert len(text.splitlines()) == 1 + len(blocks) + text.count("--hash=")
    assert "/" not in text.replace("./run lock", "")


def test_notices_name_every_part_with_the_licence_of_its_metadata():
    rows = re.findall(r"^\| (\S+) \| ([^|]+) \| [^|]*\|$", (ROOT / "NOTICES.md").read_text(), re.MULTILINE)
    named = {canonicalize_name(name): licence for name, licence in rows if canonicalize_name(name) in PINS}
    assert named.keys() == PINS.keys()

    extras = {extra.pin.partition("==")[0] for extra in EXTRAS.values()}
    for name, licence in named.items():
        try:
            part = distribution(name)
        except PackageNotFoundError:
            assert name in extras, name
            continue
        stated = part.metadata.get("License-Expression")
        assert licence == stated if stated else re.search(SHOWN[licence], words_on_licence(part), re.MULTILINE), name


def words_on_licence(part):
    """Return what a part says of its licence: field, classifiers and the heads of its files on it."""
    files = [file for file in part.files or () if re.search(r"(?i)dist-info.*/(licen[cs]e|copying)[^/]*$", str(file))]
    texts = [file.read_text("utf-8")[:4000] for file in files]
    kinds = [one.rpartition(":: ")[2] for one in part.metadata.get_all("Classifier", ()) if one.startswith("License")]
    return "\n".join([part.metadata.get("License", ""), *kinds, *texts])


@pytest.mark.parametrize("word", ["three.js 0.170", "GPL-3.0-or-later", "libx264 and libx265", "Roboto", "Aileron"])
def test_notices_name_what_is_bundled_and_what_is_gpl(word):
    assert word in (ROOT / "NOTICES.md").read_text()


def test_the_viewer_is_the_three_js_that_the_notices_name():
    assert '"170"' in (ROOT / "assets/viewer/viewer.js").read_text("utf-8")  # three's REVISION
