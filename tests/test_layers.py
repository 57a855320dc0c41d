"""The house's floor plan: imports follow the arrow, moderngl stays in its room, importing does nothing."""

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from statistics import median, quantiles

import pytest

import renderer
from renderer.core.paths import INSTALLATIONS, ROOT

LAYERS = ("cli", "preview", "show", "output", "displays", "frames", "gpu", "session", "label", "scene", "params",
          "signals", "data", "sculpture", "flash", "core")  # fmt: skip
SIBLINGS = ({"show", "output"}, {"sculpture", "flash"})  # neither imports the other
PACKAGE = ROOT / "renderer"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "bundle" not in path.parts)
ENGINE = [path for path in MODULES if "cli" not in path.parts]
KNOWN = {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in MODULES}
SCENES = [*sorted(INSTALLATIONS.glob("*/scene.py")), *sorted((ROOT / "assets/starter").glob("*/scene.py"))]
LIMIT, MEDIAN, NINE_OF_TEN = 300, 100, 200  # lines of a module
PAGE = 40  # lines of a function, which 99 of 100 keep
ARGUMENTS = 8
# Dataclasses that are no values: the state of a preview, of a run through a text or a film, and GL objects in use.
CHANGING = {"flash.verdict.Series", "frames.probe.Probe", "frames.drawn.Drawn", "frames.view_synthesis._Filler",
            "gpu.conditions.Conditions", "gpu.include._Joined", "gpu.target.Target", "preview.actions.PreviewState",
            "show.input.smf._Track", "show.life_process.LifeProcess", "signals.fault.tamper.Plan"}  # fmt: skip
# Public, and used by tests alone: twins in numpy by which shaders are measured, and what reads back what was written.
FOR_TESTS = {"core.colour.linear_to_oklab", "core.colour.oklch_to_linear",
             "displays.hologram.quality.psnr",
             "displays.lightfield.tiles.views_of", "displays.projector.warped.warped",
             "displays.stereo.boxes.read_boxes",
             "cli.command_reference.commands_section", "data.snapshots.import_folder",
             "displays.describe.outputs_section", "sculpture.stroke.deform",
             "output.format_reference.formats_section", "scene.reference.effects_section",
             "scene.reference.installations_section",
             "scene.reference.library_section", "scene.reference.scene_section"}  # fmt: skip
# A command's module bears the command's name, whatever it calls; a part of the panel the name of what it shows.
SAME_STEM = {
    "data": {"cli", "preview.panel"},
    "effects": {"cli", "preview.panel"},
    "explain": {"cli", "gpu"},
    "gallery": {"cli", "output"},
    "label": {"cli", "label"},
    "perform": {"cli", "show"},
    "remake": {"cli", "output"},
    "sculpt": {"preview", "preview.panel"},
    "source": {"data.readers", "signals"},  # of rows in a file, and of figures over time
}


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(path: Path, among: Iterable[ast.AST]) -> set[str]:
    """Every module of ours that is named in an import ``among`` nodes, absolute."""
    package = name_of(path) if path.name == "__init__.py" else name_of(path).rpartition(".")[0]
    found = set()
    for node in among:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            found |= {f"{module}.{a.name}" if f"{module}.{a.name}" in KNOWN else module for a in node.names}
    return found


def at_import(tree: ast.Module) -> ast.Module:
    """The statements that run when the module is imported: no function bodies, no TYPE_CHECKING."""
    kept = [n for n in tree.body if not isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))]
    kept = [n for n in kept if not (isinstance(n, ast.If) and "TYPE_CHECKING" in ast.unparse(n.test))]
    return ast.Module(kept, [])


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Every node of a module, walked once for all that ask."""
    return tuple(ast.walk(parsed(path)))


def broken(rule: Callable[[Path], object], paths: Iterable[Path] = MODULES) -> dict[str, object]:
    """Return what ``rule`` finds wrong, by module: a test of its own for each would cost more than what it asks."""
    return {name_of(path): wrong for path in paths if (wrong := rule(path))}


def test_a_module_imports_only_from_its_own_layer_or_those_to_the_right():
    def wrong(path):
        own = path.relative_to(PACKAGE).parts[0]
        layers = {name: ([*name.split("."), "scene"])[1]  # the facade speaks for scene
                  for name in imports_of(path, nodes(path)) if name.split(".")[0] == "renderer"}  # fmt: skip
        return [name for name, layer in layers.items()
                if LAYERS.index(layer) < LAYERS.index(own) or {layer, own} in SIBLINGS]  # fmt: skip

    # The facade gathers what scenes may use.
    assert broken(wrong, [path for path in MODULES if path.parent != PACKAGE]) == {}


def test_every_room_is_a_layer():
    assert {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()} - {"bundle"} == set(LAYERS)


def test_no_two_modules_have_one_name():
    stems: dict[str, set[str]] = {}
    for path in MODULES:
        if path.name != "__init__.py":
            stems.setdefault(path.stem, set()).add(name_of(path.parent).removeprefix("renderer."))

    assert {stem: rooms for stem, rooms in stems.items() if len(rooms) > 1} == SAME_STEM


def test_no_two_public_classes_have_one_name():
    found = [node.name for path in MODULES for node in parsed(path).body
             if isinstance(node, ast.ClassDef) and not node.name.startswith("_")]  # fmt: skip

    assert [name for name, count in Counter(found).items() if count > 1] == []


def test_modules_import_each_other_in_no_circle():
    graph = {name_of(path): imports_of(path, ast.walk(at_import(parsed(path)))) for path in MODULES}
    graph = {name: {other for other in others if other in graph} for name, others in graph.items()}
    done: set[str] = set()

    def walk(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join((*trail, name))
        if name not in done:
            for other in graph[name]:
                walk(other, (*trail, name))
            done.add(name)

    for name in graph:
        walk(name, ())


def test_only_the_gpu_layer_uses_moderngl():
    def uses(path):
        return "moderngl" in {name.split(".")[0] for name in imports_of(path, nodes(path))}

    assert broken(uses, [path for path in MODULES if path.relative_to(PACKAGE).parts[0] != "gpu"]) == {}


def test_importing_a_module_does_nothing_but_define():
    defines = (ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign, ast.If, ast.Try)

    def does(path):
        return [f"line {node.lineno}: {ast.unparse(node)}" for node in at_import(parsed(path)).body
                if not isinstance(node.value if isinstance(node, ast.Expr) else node,
                                  ast.Constant if isinstance(node, ast.Expr) else defines)]  # fmt: skip

    assert broken(does) == {}


def test_only_the_command_line_prints():
    def prints(path):
        calls = [node for node in nodes(path) if isinstance(node, ast.Call)]
        return [node.lineno for node in calls if isinstance(node.func, ast.Name) and node.func.id == "print"]

    assert broken(prints, ENGINE) == {}


def test_the_engine_knows_no_installation_by_name():
    names = {scene.parent.name for scene in INSTALLATIONS.glob("*/scene.py")}

    def named(path):
        return names & {n.value for n in nodes(path) if isinstance(n, ast.Constant) and isinstance(n.value, str)}

    assert names
    assert broken(named, ENGINE) == {}


def test_a_module_stays_a_leaf():
    def long(path):
        lines = len(path.read_text("utf-8").splitlines())
        return lines if lines > LIMIT else None

    assert broken(long) == {}


def test_values_are_frozen_and_what_changes_says_so_here():
    found = {f"{name_of(path).removeprefix('renderer.')}.{node.name}" for path in MODULES
             for node in nodes(path) if isinstance(node, ast.ClassDef)
             for mark in map(ast.unparse, node.decorator_list)
             if mark.startswith("dataclass") and "frozen=True" not in mark}  # fmt: skip

    assert found == CHANGING, "a dataclass is frozen; one that holds what changes is named in tests/test_layers.py"


def used_in(node: ast.AST) -> Iterable[str]:
    """Return the names that ``node`` uses: what it imports elsewhere counts, for it is public there."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        return (node.id,)
    if isinstance(node, ast.Attribute):
        return (node.attr,)
    if isinstance(node, ast.ImportFrom):
        return [alias.name for alias in node.names]
    return ()


def test_what_is_public_is_used_or_says_here_that_tests_alone_use_it():
    # What a docstring alone names is not used.
    used = {name for path in MODULES for node in nodes(path) for name in used_in(node)}
    unused = {f"{name_of(path).removeprefix('renderer.')}.{node.name}" for path in MODULES for node in parsed(path).body
              if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
              and not node.decorator_list and node.name not in used}  # click calls commands

    assert unused == FOR_TESTS


def test_most_modules_are_small():
    sizes = [len(path.read_text("utf-8").splitlines()) for path in MODULES if path.name != "__init__.py"]

    assert median(sizes) <= MEDIAN
    assert quantiles(sizes, n=10)[-1] <= NINE_OF_TEN


def functions():
    """Yield name and tree of each function and method of ours."""
    for path in MODULES:
        for node in nodes(path):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{name_of(path).removeprefix('renderer.')}.{node.name}", node


def test_almost_every_function_fits_a_page():
    lines = {name: node.end_lineno - node.lineno + 1 for name, node in functions()}
    long = sorted((name for name in lines if lines[name] > PAGE), key=lines.get)

    assert len(long) <= len(lines) / 100, f"more than one of a hundred is longer than {PAGE} lines: {long}"


def test_no_function_takes_more_arguments_than_one_can_tell_apart():
    """A constructor that a dataclass writes has no lines of its own, and is not counted."""
    counted = {}
    for name, node in functions():
        names = [one.arg for one in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
        counted[name] = len([one for one in names if one not in ("self", "cls")])
    many = {name for name, count in counted.items() if count > ARGUMENTS}

    assert many == set(), f"more than {ARGUMENTS} arguments: gather what belongs together in a frozen dataclass"


@pytest.mark.parametrize("path", SCENES, ids=lambda path: path.parent.name)
def test_a_scene_imports_only_the_public_names(path):
    for node in nodes(path):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "renderer":
            assert node.module == "renderer"
            assert {alias.name for alias in node.names} <= set(renderer.__all__)


STILL = """import renderer.output.make, renderer.output.overwrite
from renderer.data.layout import seats
from renderer.data.table import Area
seats([Area("01", "A", -90.0, 30.0), Area("02", "B", -70.0, 30.0)])
"""


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import renderer", ("moderngl", "pyglet", "av", "imageio", "duckdb", "numpy", "shapely")),
        ("from renderer.cli.main import main; main(['--help'])", ("moderngl", "pyglet", "av", "imageio", "numpy")),
        ("from renderer.cli.main import main; main(['list'])",
         ("moderngl", "pyglet", "av", "imageio", "duckdb", "shapely", "pyproj")),
        ("import renderer.scene.catalogue", ("moderngl", "pyglet", "av", "imageio", "duckdb", "shapely")),
        ("import renderer.output.make", ("shapely", "pyproj", "pyogrio", "mapbox_earcut")),
        (STILL, ("pyglet", "av", "imageio", "duckdb", "scipy", "numpy.ma", "renderer.flash.analyse")),
    ],
)
def test_what_is_heavy_is_imported_only_where_it_is_used(code, absent):
    child = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules, file=sys.stderr)"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert not set(absent) & set(child.stderr.split())
