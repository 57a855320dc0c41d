"""Driver logs led back to files: each family's real messages (see logs/README.md), and Mesa itself."""

from pathlib import Path

import moderngl
import pytest

from renderer.gpu.explain import MOST, explain
from renderer.gpu.include import Expanded, expand

LOGS = Path(__file__).with_name("logs")
VERTEX = "#version 410 core\nvoid main() { gl_Position = vec4(0.0); }"


def log(name):
    return (LOGS / f"{name}.txt").read_text()


def source(lines, offset=0):
    """Return a source whose line n is ``lines[n]`` and stands in line n - offset of ``look.frag``."""
    file = Path("look.frag")
    count = max(lines)
    text = "\n".join(lines.get(n, "") for n in range(1, count + 1)) + "\n"
    origin = tuple((None, n) if n <= offset else (file, n - offset) for n in range(1, count + 1))
    return Expanded(text, origin, (file,))


@pytest.mark.parametrize(
    ("name", "lines", "expected"),
    [
        (
            "nvidia_moderngl",
            {3: "in vec2 uv0;", 14: "  o = vec4(uv, 0.0, 1.0);"},
            'look.frag:14:12: undefined variable "uv"\n    o = vec4(uv, 0.0, 1.0);',
        ),
        (
            "nvidia_undefined",
            {1: "vec2 uv1;", 32: "uvl.x;", 36: "f(uvl);", 40: "uvl"},
            'look.frag:32:1: undefined variable "uvl"; did you mean uv1?\n    uvl.x;\n'
            'look.frag:36:3: undefined variable "uvl"; did you mean uv1?\n    f(uvl);\n'
            'look.frag:40:1: undefined variable "uvl"; did you mean uv1?\n    uvl',
        ),
        (
            "nvidia_syntax",
            {16: "AtmosphereParameters a;"},
            "look.frag:16:1: syntax error, unexpected identifier, "
            'expecting "::" at token "AtmosphereParameters"\n    AtmosphereParameters a;',
        ),
        (
            "nvidia_link",
            {18: "gl_Position = p;"},
            "look.frag:4: 'layout(location)' requires "
            '"#extension GL_ARB_separate_shader_objects : enable" before use\n    \n'
            "look.frag:6: 'layout(location)' requires "
            '"#extension GL_ARB_separate_shader_objects : enable" before use\n    \n'
            "look.frag:18: gl_Position is not accessible in this profile\n    gl_Position = p;",
        ),
        ("nvidia_position", {1: ""}, "look.frag: must write to gl_Position"),
        (
            "intel_undeclared",
            {
                1: "uniform mat4 ShadowViewProjMatrices[4]; float factors;",
                52: "  m = ShadowViewProjMatrixes[i];",
                105: "x *= factor;",
            },
            "look.frag:52:7: 'ShadowViewProjMatrixes': undeclared identifier; did you mean "
            "ShadowViewProjMatrices?\n    m = ShadowViewProjMatrixes[i];\n"
            "look.frag:105:6: 'factor': undeclared identifier; did you mean factors?\n    x *= factor;",
        ),
        (
            "intel_overload",
            {12: "vec4 c = texture2D(t, uv);", 14: "c += texture2D(t, uv);"},
            "look.frag:12:10: 'texture2D': no matching overloaded function found "
            "(using implicit conversion); did you mean texture?\n    vec4 c = texture2D(t, uv);\n"
            "look.frag:14:6: 'texture2D': no matching overloaded function found "
            "(using implicit conversion); did you mean texture?\n    c += texture2D(t, uv);",
        ),
        ("intel_syntax", {24: "flat in int i;"}, "look.frag:24:1: 'flat': syntax error\n    flat in int i;"),
        (
            "amd_legacy",
            {1: "vec4 diff_color, spec_color;", 74: "c = b ? 1.0 : diff_color1;", 75: "d = spec_color1;"},
            "look.frag:74:15: Undeclared identifier: diff_color1; did you mean diff_color?\n"
            "    c = b ? 1.0 : diff_color1;\n"
            "look.frag:75:5: Undeclared identifier: spec_color1; did you mean spec_color?\n"
            "    d = spec_color1;",
        ),
        (
            "amd_terminated",
            {522: "uint i = worldMaterialIdx[0];"},
            "look.frag:522:10: 'worldMaterialIdx': undeclared identifier\n    uint i = worldMaterialIdx[0];",
        ),
        (
            "apple_undeclared",
            {7: "out vec4 colour;", 8: "vec4 col0 = texture2D(t, uv);", 9: "gl_FragColor = col;"},
            "look.frag:8:13: Invalid call of undeclared identifier 'texture2D'; did you mean texture?\n"
            "    vec4 col0 = texture2D(t, uv);\n"
            "look.frag:9:16: Use of undeclared identifier 'col'; did you mean col0?\n    gl_FragColor = col;",
        ),
        (
            "apple_field",
            {1: "float simulationTime;", 330: "n ^ 3", 331: "n", 371: "s.simlationTime", 378: "time"},
            "look.frag:330: '^' does not operate on 'int' and 'int'\n    n ^ 3\n"
            "look.frag:331:1: Use of undeclared identifier 'n'\n    n\n"
            "look.frag:371:3: Structure has no field named simlationTime; did you mean simulationTime?\n"
            "    s.simlationTime\n"
            "look.frag:378:1: Use of undeclared identifier 'time'\n    time",
        ),
        ("apple_link", {1: ""}, "look.frag: ERROR: One or more attached shaders not successfully compiled"),
        (
            "angle_undeclared",
            {18: "webgl_286cc28ba4512e72 = 1.0;", 19: "webgl_d95d8e9804629e71 = 1.0;"},
            "look.frag:18:1: 'webgl_286cc28ba4512e72': undeclared identifier\n"
            "    webgl_286cc28ba4512e72 = 1.0;\n"
            "look.frag:19:1: 'webgl_d95d8e9804629e71': undeclared identifier\n"
            "    webgl_d95d8e9804629e71 = 1.0;",
        ),
        (
            "khronos_undeclared",
            {2: "uniform float u_glow;", 5: "    o = vec4(u_glw);"},
            "look.frag:5:14: 'u_glw': undeclared identifier; did you mean u_glow?\n    o = vec4(u_glw);",
        ),
        (
            "khronos_function",
            {1: "float sdf_box(vec2 p);", 5: "    o = vec4(sdf(u_glow));"},
            "look.frag:5:14: 'sdf': no matching overloaded function found; did you mean sdf_box?\n"
            "    o = vec4(sdf(u_glow));",
        ),
        ("mesa_nomain", {1: ""}, "look.frag: write `void main() { ... }`: there is none"),
        ("mesa_link2", {1: ""}, "look.frag: 'f' is declared but has no body"),
    ],
)
def test_each_driver_is_understood(name, lines, expected):
    assert explain(log(name), source(lines)) == expected


@pytest.mark.parametrize("name", sorted(path.stem for path in LOGS.glob("*.txt")))
def test_no_driver_jargon_reaches_the_artist(name):
    said = explain(log(name), source(dict.fromkeys(range(1, 600), "")))

    assert said.startswith("look.frag:")
    for jargon in ("GLSL Compiler", "====", "error C", "(#", "compilation errors", "_shader\n"):
        assert jargon not in said


def test_names_given_by_the_caller_are_suggested():
    place = source({14: "uv"})

    assert "did you mean uvw?" not in explain('0(14) : error C1503: undefined variable "uvv"', place)
    assert "did you mean uvw?" in explain('0(14) : error C1503: undefined variable "uvv"', place, ["uvw"])


def test_a_log_of_no_known_form_comes_through():
    assert explain("GLSL Compiler failed\n\nthe dog ate it", source({1: ""})) == "look.frag: the dog ate it"
    assert explain("", source({1: ""})) == "look.frag: "


def test_only_the_first_errors_are_told():
    flood = "\n".join(f"0:{n}(1): error: `x{n}' undeclared" for n in range(1, 30))

    said = explain(flood, source(dict.fromkeys(range(1, 40), "")))

    assert said.count("undeclared") == MOST
    assert said.endswith("\n... and 21 more")


def test_warnings_stay_silent_beside_errors():
    text = "0:1(1): warning: `a' used uninitialized\n0:2(1): error: `bb' undeclared"

    assert "uninitialized" not in explain(text, source({2: "bb"}))
    assert explain(text.split("\n")[0], source({1: "aa + a"})) == ("look.frag:1:6: `a' used uninitialized\n    aa + a")


def test_the_nearest_of_several_equal_names_is_meant():
    said = explain("0:1(11): error: `uv' undeclared", source({1: "uv.x =  f(uv) + uv;"}))

    assert said.startswith("look.frag:1:11:")


def test_errors_in_the_loaders_lines_point_to_the_shader():
    file = Path("look.frag")
    whole = Expanded("head\nfirst\nlast\ntail\n", ((None, 1), (file, 1), (file, 2), (None, 1)), (file,))

    assert explain("0:4(1): error: oh", whole) == (
        "look.frag:2: after this last line (is a brace open, or main missing?): oh"
    )
    assert explain("0:9(1): error: oh", whole).startswith("look.frag:2: after")
    assert explain("0:1(1): error: oh", whole) == "look.frag: in what the loader writes before it: oh\n    head"


def broken(gl, text):
    try:
        gl.program(vertex_shader=VERTEX, fragment_shader=text)
    except moderngl.Error as error:
        return str(error)
    pytest.fail("the driver took a broken shader")


HEAD = "#version 410 core\nuniform float u_glow;\nout vec4 o;\n#define main chorus_main"
TAIL = "#undef main\nvoid main() { chorus_main(); }"


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        (
            '\n#include "rim.glsl"\nvoid main() {\n    o = vec4(rim(0.1) *  exp2(u_glw));\n}\n',
            "image.frag:4:31: `u_glw' undeclared; did you mean u_glow?\n    o = vec4(rim(0.1) *  exp2(u_glw));",
        ),
        (
            '#include "rim.glsl"\nvoid main() {\n\tfloat x = rin(1.0);\n\to = vec4(x);\n}\n',
            "image.frag:3:12: no function with name 'rin'; did you mean rim?\n    float x = rin(1.0);",
        ),
        (
            '#include "rim.glsl"\nvoid main() { o = vec4(rim(vec2(1.0))); }',
            "image.frag:2:24: no matching function for call to `rim(vec2)'; it takes float rim(float)\n"
            "    void main() { o = vec4(rim(vec2(1.0))); }",
        ),
        (
            "void main() {\n    float x = 1.0\n    o = vec4(x);\n}\n",
            "image.frag:3:5: syntax error, unexpected IDENTIFIER, expecting ',' or ';'\n    o = vec4(x);\n"
            "    Is a ';' missing at the end of the line before?",
        ),
        (
            "struct C { float value; };\nvoid main() {\n    C c = C(1.0); o = vec4(c.valeu);\n}\n",
            "image.frag:3:30: cannot access field `valeu' of structure; did you mean value?\n"
            "    C c = C(1.0); o = vec4(c.valeu);",
        ),
        (
            '#include "bad.glsl"\nvoid main() { o = vec4(0.0); }',
            "bad.glsl:2:45: initializer of type vec3 cannot be assigned to variable of type vec2\n"
            "    float bad() { return 1.0; }  vec2 worse() { vec2 x = vec3(1.0); return x; }",
        ),
        (
            "void main() {\n    o = vec4(1.0);\n",
            "image.frag:2: after this last line (is a brace open, or main missing?): "
            "syntax error, unexpected '{', expecting ';'",
        ),
    ],
)
def test_mesa_itself_is_led_back_through_includes(gl, tmp_path, monkeypatch, image, expected):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rim.glsl").write_text("float rim(float x) { return exp(x); }\n")
    (tmp_path / "bad.glsl").write_text(
        "\nfloat bad() { return 1.0; }  vec2 worse() { vec2 x = vec3(1.0); return x; }\n"
    )
    file = tmp_path / "image.frag"
    file.write_text(image)
    whole = expand(file, HEAD, TAIL)

    said = explain(broken(gl, whole.text), whole)

    if "Mesa" not in gl.info["GL_VERSION"]:
        pytest.skip("exact wording is Mesa's")
    assert said == expected


def test_a_shader_without_main_is_told_so(gl, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "image.frag").write_text("float half_of(float x) { return 0.5 * x; }\n")
    whole = expand(tmp_path / "image.frag", HEAD, TAIL)

    said = explain(broken(gl, whole.text), whole)

    assert said.startswith("image.frag:1: after this last line (is a brace open, or main missing?):")
    assert "chorus_main" not in said
