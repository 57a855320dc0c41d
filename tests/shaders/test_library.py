"""Rules that hold for every GLSL file, whatever it computes."""

import re

import pytest

from renderer.core.paths import ROOT, SHADERS
from renderer.gpu.include import expand

SUFFIXES = {".glsl", ".frag", ".vert", ".comp", ".geom"}
LIBRARY = sorted((SHADERS / "lib").rglob("*.glsl"))
EVERY = sorted(
    file for folder in (SHADERS, ROOT / "installations") for file in folder.rglob("*") if file.suffix in SUFFIXES
)


def name(path):
    return path.relative_to(ROOT).as_posix()


def code(path):
    """Return the GLSL of ``path`` without its comments."""
    return re.sub(r"//[^\n]*|/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)


@pytest.mark.parametrize("path", LIBRARY, ids=name)
def test_library_file_compiles_alone(gl, declared, path):
    source = expand(path, declared, "void main() { o = vec4(0.0); }")

    gl.program(
        vertex_shader="#version 410 core\nvoid main() { gl_Position = vec4(0.0); }",
        fragment_shader=source.text,
    ).release()


def test_the_whole_library_fits_into_one_shader(gl, declared, tmp_path):
    file = tmp_path / "all.frag"
    file.write_text("".join(f'#include "{path.relative_to(SHADERS).as_posix()}"\n' for path in LIBRARY))
    source = expand(file, declared, "void main() { o = vec4(0.0); }")

    assert len(source.files) == len(LIBRARY) + 1
    gl.program(
        vertex_shader="#version 410 core\nvoid main() { gl_Position = vec4(0.0); }",
        fragment_shader=source.text,
    ).release()


@pytest.mark.parametrize("path", LIBRARY, ids=name)
def test_library_file_opens_with_its_signature_and_what_it_is_exact_to(path):
    lines = path.read_text().splitlines()
    head = "\n".join(line for line in lines[: lines.index("")] if line.startswith("//"))
    defined = set(re.findall(r"^(?:\w+) (\w+)\([^;]*\) \{", code(path), re.MULTILINE))
    signed = set(re.findall(r"(\w+)\(", re.sub(r"^//$.*", "", head, flags=re.MULTILINE | re.DOTALL)))

    assert len(lines) <= 60
    assert max(map(len, lines)) <= 115
    assert "#define" not in code(path)
    assert signed, "the first line is the signature"
    assert signed <= defined | {"vec2", "vec3"}, "the head promises a function that is not there"
    assert "exact" in head or "MISSING" in head
    assert path.read_bytes().isascii()


@pytest.mark.parametrize("path", EVERY, ids=name)
def test_no_shader_hashes_by_sine_or_reads_the_raw_pixel(path):
    text = code(path)

    assert not re.search(r"fract\s*\(\s*sin\s*\(", text), "use lib/hash/pcg.glsl: drivers disagree about sin"
    if path.parent.name not in ("pack", "present"):  # these run on finished pictures, whole
        assert "gl_FragCoord" not in text, "use pixel(): it knows the tile's origin"
