"""Includes: where each line comes from, what is refused and in which words."""

import pytest

from renderer.core.errors import ShaderError
from renderer.core.paths import SHADERS
from renderer.gpu.include import expand, show


@pytest.fixture
def write(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def file(name, content):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return file


def origins(source):
    """Return ``(file name, line)`` of every non-empty line of the text; None for the loader's."""
    pairs = zip(source.text.split("\n"), source.lines, strict=False)
    return [(line.strip(), path and path.name, number) for line, (path, number) in pairs if line.strip()]


def test_every_line_knows_its_file(write):
    write("b.glsl", "float b() { return 1.0; }\nfloat c;")
    main = write("a.frag", 'uniform float u;\n#include "b.glsl"\nvoid main() {}\n')

    source = expand(main, "#version 410 core\nout vec4 o;", "// end")

    assert origins(source) == [
        ("#version 410 core", None, 1),
        ("out vec4 o;", None, 2),
        ("uniform float u;", "a.frag", 1),
        ("float b() { return 1.0; }", "b.glsl", 1),
        ("float c;", "b.glsl", 2),
        ("void main() {}", "a.frag", 3),
        ("// end", None, 1),
    ]
    assert len(source.lines) == source.text.count("\n")
    assert [path.name for path in source.files] == ["a.frag", "b.glsl"]


def test_each_file_comes_once_and_cycles_end(write):
    write("b.glsl", '#include "a.frag"\n#include "c.glsl"\nfloat b;')
    write("c.glsl", '#include "b.glsl"\nfloat c;')
    main = write("a.frag", '#include "b.glsl"\n#include "c.glsl"\n#include "b.glsl"\nfloat a;')

    assert [line for line, *_ in origins(expand(main))] == ["float c;", "float b;", "float a;"]


def test_a_file_beside_comes_before_one_in_the_library(write):
    write("own/lib/hash/pcg.glsl", "float mine;")
    main = write("own/a.frag", '#include "lib/hash/pcg.glsl"\n#include "lib/math/remap.glsl"')

    source = expand(main)

    assert "float mine;" in source.text
    assert SHADERS / "lib/math/remap.glsl" in source.files


def test_includes_in_comments_are_none(write):
    comments = '// #include "x"\n/* #include "x"\n#include "x"\n*/\n// so \\\n#include "x"\nfloat a; // #include "x"'
    source = expand(write("a.frag", comments))

    assert [line for line, *_ in origins(source)] == ["float a;"]
    assert source.lines[-1][1] == 7


@pytest.mark.parametrize("line", ['*/ #include "b.glsl" // why', '*/  #  include  "b.glsl"/**/'])
def test_an_include_may_stand_among_comments(write, line):
    write("b.glsl", "float b;")

    assert [text for text, *_ in origins(expand(write("a.frag", f"/* x\n{line}")))] == ["float b;"]


def test_columns_and_lines_survive_comments_windows_ends_and_a_mark(write):
    source = expand(write("a.frag", b"\xef\xbb\xbf/* \xc3\xa9 */ float a;\r\n\r\nfloat b; // \xe2\x89\xa4 1\r\n"))

    assert source.text.startswith("        float a;\n\nfloat b;")
    assert source.text.isascii()
    assert [number for _, number in source.lines] == [1, 2, 3]


def test_what_the_driver_would_not_read_is_not_looked_for(write):
    write("b.glsl", "float b;")
    text = '#if 0\n#include "gone.glsl"\n#else\n#include "b.glsl"\n#endif\n#ifdef OTHER\n#include "gone.glsl"\n#endif'
    source = expand(write("a.frag", text))

    assert [(line, name) for line, name, _ in origins(source) if not line.startswith("#")] == [("float b;", "b.glsl")]
    assert [path.name for path in source.files] == ["a.frag", "b.glsl"]
    assert len(source.lines) == source.text.count("\n")


def test_what_the_loader_defines_counts(write):
    main = write("a.frag", '#ifdef OWN\n#include "gone.glsl"\n#endif')

    assert expand(main).text
    with pytest.raises(ShaderError, match=r"a\.frag:2: no file"):
        expand(main, "#define OWN")


@pytest.mark.parametrize("how", [
    "../secret.txt", "{tmp}/secret.txt", "link.glsl", "folder/secret.txt", "lib/../../secret.txt",
    "../scenery/secret.txt",
])  # fmt: skip
def test_a_file_outside_the_scene_s_folder_is_not_read(write, tmp_path, how):
    secret = write("secret.txt", "password 12345")
    write("scene/lib/x.glsl", "")
    write("scenery/secret.txt", "password 12345")  # a folder whose name begins as the scene's does
    (tmp_path / "scene/link.glsl").symlink_to(secret)
    (tmp_path / "scene/folder").symlink_to(tmp_path)
    with pytest.raises(ShaderError, match=r"^scene/image\.frag:2: this file lies outside the scene's folder") as caught:
        expand(write("scene/image.frag", f'\n#include "{how.format(tmp=tmp_path)}"'))

    assert "password" not in str(caught.value)


def test_what_was_read_before_is_read_as_it_is_now(write, tmp_path):
    """Texts, and where folders lie, are kept: what is saved anew, and a folder that is another now, count."""
    write("one/b.glsl", "float one;")
    write("two/b.glsl", "float two;")
    main = write("a.frag", '#include "now/b.glsl"')
    seen = []
    for name, text in (("one", "float one;"), ("two", "float two;"), ("two", "float saved;")):
        write(f"{name}/b.glsl", text)
        (tmp_path / "now").unlink(missing_ok=True)
        (tmp_path / "now").symlink_to(name)
        seen += [line for line, *_ in origins(expand(main))]

    assert seen == ["float one;", "float two;", "float saved;"]


def test_a_folder_that_the_scene_declares_is_read_and_a_scene_may_be_a_link(write, tmp_path):
    write("common/a.glsl", "float a;")
    write("scene/deep/b.glsl", "float b;")
    write("scene/passes/image.frag", '#include "../../common/a.glsl"\n#include "../deep/b.glsl"')
    (tmp_path / "link").symlink_to(tmp_path / "scene")
    with pytest.raises(ShaderError, match="outside"):
        expand(tmp_path / "link/passes/image.frag", roots=(tmp_path / "link",))

    source = expand(tmp_path / "link/passes/image.frag", roots=(tmp_path / "link", tmp_path / "link/../common"))

    assert [line for line, *_ in origins(source)] == ["float a;", "float b;"]


def test_a_chain_of_files_ends(write):
    for number in range(600):
        write(f"f{number}.glsl", f'#include "f{number + 1}.glsl"')
    with pytest.raises(ShaderError, match="more than 500 files in one shader"):
        expand(write("a.frag", '#include "f0.glsl"'))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('\n#include "lib/noise/simplx.glsl"', "a.frag:2: no file 'lib/noise/simplx.glsl'"
         "; did you mean 'lib/noise/simplex.glsl'?"),
        ('#include "neer.glsl"', "a.frag:1: no file 'neer.glsl'; did you mean 'near.glsl'?"),
        ("#include <x>", 'a.frag:1: write the file in quotes: #include "lib/sdf/hexagon.glsl"'),
        ("\n  #version 430", "a.frag:2: remove '#version': the loader writes it"),
        ("#line 3 4", "a.frag:1: remove '#line': errors are led back to your files without it"),
        ("float a;\n\n/* open\n", "a.frag:3: this /* comment is never closed"),
        (b"float a;\n\x89PNG\0\0", "a.frag:2: not text but binary data"),
        (b"float a;\n// caf\xe9\n", "a.frag:2: not UTF-8 text (byte 0xe9)"),
    ],
)  # fmt: skip
def test_what_is_refused_and_how(write, content, message):
    write("near.glsl", "")
    with pytest.raises(ShaderError) as caught:
        expand(write("a.frag", content))

    assert str(caught.value) == message


def test_a_fault_in_an_include_names_the_include(write):
    write("lib.glsl", "\n#version 100")
    with pytest.raises(ShaderError, match=r"^lib\.glsl:2: remove"):
        expand(write("a.frag", '#include "lib.glsl"'))


def test_a_missing_shader_suggests_its_neighbour(write):
    path = write("image.frag", "")
    with pytest.raises(ShaderError, match=r"^no shader 'imgae\.frag'; did you mean 'image\.frag'\?$"):
        expand(path.with_name("imgae.frag"))


def test_paths_are_shown_from_here_else_from_chorus(write):
    assert show(write("mine/a.frag", "")) == "mine/a.frag"
    assert show(SHADERS / "lib/hash/pcg.glsl") == "shaders/lib/hash/pcg.glsl"
