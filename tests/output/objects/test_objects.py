"""Solids of known volume, meshed, written, and read back by somebody else."""

import io
import json
import shutil
import struct
import subprocess
import zipfile
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from renderer.core.errors import EncodeError
from renderer.core.extras import EXTRAS
from renderer.data.load import load_table
from renderer.displays.options import Options
from renderer.frames.engine import Engine
from renderer.output.objects.mesh import mesh_of, sampled, topology
from renderer.output.objects.mesh_files import WRITERS
from renderer.output.objects.solid_object import OPTIONS, write_object
from renderer.output.objects.splats import _turns, write_splats
from renderer.scene.catalogue import load

HEAD = """
from dataclasses import dataclass
from renderer import Pass, Scene, Solid, Volume, param

@dataclass(frozen=True)
class Params:
    radius: float = param(12.0, 0.1, 20.0, unit="mm", help="Radius.")

SCENE = Scene("Form", Params, (Pass("image", "image.frag"),), views=Volume(),
              solid=Solid("solid.frag", low=(-20.0, -18.0, -20.0), high=(20.0, 18.0, 20.0), genus=GENUS, bodies=BODIES))
"""
BALL = "length(p) - u_radius"
RING = "length(vec2(length(p.xz) - u_radius, p.y)) - 4.0"
TWO = "min(length(p - vec3(9.0, 0.0, 0.0)), length(p + vec3(9.0, 0.0, 0.0))) - 5.0"
SHELL = "max(length(p) - u_radius, u_radius - 0.4 - length(p))"


@pytest.fixture
def form(gl, tmp_path):
    """Return ``form(distance, genus, bodies)``: an engine for a small scene with that solid."""
    made = []

    def build(distance, genus=0, bodies=1):
        folder = tmp_path / f"form{len(made)}"
        folder.mkdir()
        (folder / "scene.py").write_text(HEAD.replace("GENUS", str(genus)).replace("BODIES", str(bodies)))
        (folder / "image.frag").write_text("void main() { o = vec4(u_radius / 20.0); }")
        (folder / "solid.frag").write_text(
            f"void main() {{ vec3 p = point(); o = vec4({distance}, 0.8, 0.2, 0.05 + 0.02 * p.y); }}"
        )
        loaded = load(folder / "scene.py")
        made.append(Engine(gl, loaded, load_table(loaded.scene.data, ()), (8, 8)))
        return made[-1]

    yield build
    for engine in made:
        engine.release()


@pytest.fixture
def meshed(form):
    """Return ``meshed(distance, cells, ...)``: the mesh of that solid."""

    def build(distance, cells=96, base=0.0, **designed):
        engine = form(distance, **designed)
        field = engine.field(engine.loaded.scene.frame(0, size=(8, 8)))
        try:
            return mesh_of(field, engine.loaded.scene.solid, cells, base=base)
        finally:
            field.release()

    return build


def measures(mesh):
    a, b, c = (mesh.vertices[mesh.faces[:, k]].astype(float) for k in range(3))
    cross = np.cross(b - a, c - a)
    return np.einsum("ij,ij->i", a, np.cross(b, c)).sum() / 6, np.linalg.norm(cross, axis=1).sum() / 2


@pytest.mark.parametrize(("distance", "genus", "volume", "area"), [
    (BALL, 0, 4 / 3 * np.pi * 12**3, 4 * np.pi * 12**2), (RING, 1, 2 * np.pi**2 * 12 * 16, 4 * np.pi**2 * 12 * 4),
])  # fmt: skip
@pytest.mark.parametrize("cells", [48, 64, 96])
def test_volume_area_and_holes_are_those_of_the_form(meshed, distance, genus, volume, area, cells):
    mesh = meshed(distance, cells)
    found = measures(mesh)

    assert topology(mesh.faces) == (True, 1, genus)
    assert found[0] == pytest.approx(volume, rel=0.01)
    assert found[1] == pytest.approx(area, rel=0.01)
    if genus == 0:
        outward = mesh.vertices / np.linalg.norm(mesh.vertices, axis=1, keepdims=True)
        assert (np.einsum("ij,ij->i", outward, mesh.normals) > 0.98).all()
    assert np.abs(mesh.colours[:, 0] - 0.8).max() < 1e-3


def test_asking_only_near_the_skin_changes_no_sign(form):
    engine = form(RING, genus=1)
    field = engine.field(engine.loaded.scene.frame(0, size=(8, 8)))
    grid, low, step = sampled(field, engine.loaded.scene.solid, 64)
    at = np.stack(np.meshgrid(*(low[k] + np.arange(n) * step for k, n in enumerate(grid.shape)), indexing="ij"), -1)
    field.release()
    whole = np.hypot(np.hypot(at[..., 0], at[..., 2]) - 12.0, at[..., 1]) - 4.0
    clear = np.abs(whole) > 1e-4

    assert ((grid < 0) == (whole < 0))[clear].all()
    cells = np.array([whole[tuple(slice(k, n - 1 + k) for k, n in zip(corner, whole.shape, strict=True))] < 0
                      for corner in np.ndindex(2, 2, 2)])  # fmt: skip
    through = np.argwhere(cells.any(axis=0) & ~cells.all(axis=0))
    for corner in np.ndindex(2, 2, 2):
        at = tuple((through + corner).T)
        np.testing.assert_allclose(grid[at], whole[at], atol=1e-4)


def test_two_bodies_are_counted(meshed):
    assert topology(meshed(TWO, 64).faces) == (True, 2, 0)


def test_another_kernel_takes_it_for_a_solid(meshed):
    manifold3d = pytest.importorskip("manifold3d")
    mesh = meshed(RING, 64)
    solid = manifold3d.Manifold(manifold3d.Mesh(mesh.vertices, mesh.faces.astype(np.uint32)))

    assert solid.status() == manifold3d.Error.NoError
    assert solid.genus() == 1
    assert solid.volume() == pytest.approx(2 * np.pi**2 * 12 * 16, rel=0.01)


def test_glb_is_in_metres_with_colour_and_material(meshed, tmp_path):
    pygltflib = pytest.importorskip("pygltflib")
    WRITERS["glb"](meshed(BALL, 48), tmp_path / "a.glb")
    read = pygltflib.GLTF2().load(str(tmp_path / "a.glb"))
    part = read.meshes[0].primitives[0]
    places = read.accessors[part.attributes.POSITION]

    assert max(places.max) == pytest.approx(0.012, rel=0.02)
    colours = read.accessors[part.attributes.COLOR_0]
    start = read.bufferViews[colours.bufferView].byteOffset or 0
    assert (colours.type, colours.componentType, colours.normalized) == ("VEC4", pygltflib.UNSIGNED_BYTE, True)
    assert [*read.binary_blob()[start : start + 4]][:2] == [204, 51]  # light, not codes: 0.8 and 0.2
    assert read.binary_blob()[start + 3] == 255
    assert part.attributes.NORMAL is not None
    assert read.materials[part.material].pbrMetallicRoughness.metallicFactor == 0.0


def test_stl_counts_its_triangles_in_millimetres(meshed, tmp_path):
    import trimesh

    mesh = meshed(BALL, 48)
    WRITERS["stl"](mesh, tmp_path / "a.stl")
    content = (tmp_path / "a.stl").read_bytes()
    (count,) = struct.unpack_from("<I", content, 80)
    rows = np.frombuffer(content, np.dtype([("f", "<12f4"), ("a", "<u2")]), offset=84)["f"]

    assert count == len(mesh.faces) == len(rows)
    assert rows[:, 3:].max() == pytest.approx(12.0, rel=0.01)
    assert trimesh.load(tmp_path / "a.stl").is_watertight  # joined by place, as slicers do


@pytest.mark.parametrize("kind", ["ply", "obj", "3mf"])
def test_other_readers_find_the_same_form(meshed, tmp_path, kind):
    import trimesh

    mesh = meshed(BALL, 48)
    WRITERS[kind](mesh, tmp_path / f"a.{kind}")
    read = trimesh.load(tmp_path / f"a.{kind}", force="mesh")

    assert read.is_watertight
    assert read.volume == pytest.approx(measures(mesh)[0], rel=1e-3)
    if kind in ("ply", "obj"):
        assert abs(read.visual.vertex_colors[:, :2].astype(int) - (231, 124)).max() <= 1  # sRGB of 0.8 and 0.2
    if kind == "3mf":
        with zipfile.ZipFile(tmp_path / "a.3mf") as parts:
            model = next(parts.read(name) for name in parts.namelist() if name.endswith(".model"))
        assert b'unit="millimeter"' in model


def test_usdz_says_its_unit(meshed, tmp_path):
    usd = pytest.importorskip("pxr.Usd", reason="usd-core is not installed: ./run add usd")
    from pxr import UsdGeom

    mesh = meshed(BALL, 48)
    WRITERS["usdz"](mesh, tmp_path / "a.usdz")
    stage = usd.Stage.Open(str(tmp_path / "a.usdz"))

    assert UsdGeom.GetStageMetersPerUnit(stage) == pytest.approx(0.001)
    assert UsdGeom.GetStageUpAxis(stage) == "Y"
    assert UsdGeom.Mesh(stage.GetDefaultPrim()).GetSubdivisionSchemeAttr().Get() == "none"
    assert len(UsdGeom.Mesh(stage.GetDefaultPrim()).GetPointsAttr().Get()) == len(mesh.vertices)
    with zipfile.ZipFile(tmp_path / "a.usdz") as parts:
        assert all(one.compress_type == zipfile.ZIP_STORED for one in parts.infolist())


def test_splats_lie_flat_on_the_skin(meshed, tmp_path):
    mesh = meshed(BALL, 48)
    count = write_splats(mesh, tmp_path / "a.ply", most=500)
    head, _, body = (tmp_path / "a.ply").read_bytes().partition(b"end_header\n")
    rows = np.frombuffer(body, "<f4").reshape(count, 62)
    w, x, y, z = rows[:, 58:62].T
    up = np.stack([2 * (x * z + w * y), 2 * (y * z - w * x), 1 - 2 * (x * x + y * y)], axis=1)

    assert head.count(b"property float") == 62
    np.testing.assert_allclose(up, rows[:, 3:6], atol=1e-4)  # the disc's axis is the normal
    assert (rows[:, 57] < rows[:, 55]).all()
    np.testing.assert_allclose(1 / (1 + np.exp(-rows[:, 54])), 0.95, atol=1e-6)
    assert 4 * np.pi * 12**2 < 500 * np.pi * np.exp(rows[0, 55]) ** 2  # few are wide, so that they cover the ball
    colour = rows[0, 6:9] * 0.28209479177387814 + 0.5
    np.testing.assert_allclose(colour[0], 0.906, atol=0.01)  # sRGB of 0.8


def export(engine, path, **given):
    frame = engine.loaded.scene.frame(0, size=(8, 8))
    how = {"params": engine.loaded.scene.params(), "held": frozenset(), "phases": None}
    return write_object(engine, frame, how, path, Options("an object", given, OPTIONS))


def test_usdz_without_its_extra_is_refused_before_any_work(form, tmp_path, monkeypatch):
    monkeypatch.setitem(EXTRAS, "usd", replace(EXTRAS["usd"], module="no_such_module"))
    engine = form(BALL)
    monkeypatch.setattr(engine, "field", lambda *_, **__: pytest.fail("it meshed first"))

    with pytest.raises(EncodeError, match=r"a\.usdz needs usd-core.*install usd-core==\d"):
        export(engine, tmp_path / "a.usdz")
    assert not list(tmp_path.glob("a.*"))


def test_slices_hold_the_section_of_each_layer(form, tmp_path):
    said = export(form(BALL), tmp_path / "a.zip", cells="96", layer="0.5", pixel="0.25")
    with zipfile.ZipFile(tmp_path / "a.zip") as parts:
        note = json.loads(parts.read("slices.json"))
        middle = np.asarray(Image.open(io.BytesIO(parts.read(f"layer-{note['layers'] // 2:05d}.png")))) / 255

    assert note["layers"] == pytest.approx(24 / 0.5, abs=3)
    assert any("layers of 0.5 mm" in line for line in said)
    assert middle.sum() * 0.25**2 == pytest.approx(np.pi * 12**2, rel=0.01)


def test_slices_lie_as_the_form_does_and_grow_steadily(form, tmp_path):
    egg = "(length((p - vec3(5.0, 0.0, -9.0)) / vec3(2.0, 1.0, 1.0)) - 7.0)"
    export(form(egg), tmp_path / "a.zip", cells="40", layer="0.2", pixel="0.25")
    with zipfile.ZipFile(tmp_path / "a.zip") as parts:
        layers = [np.asarray(Image.open(io.BytesIO(parts.read(name)))) / 255
                  for name in sorted(parts.namelist()) if name.endswith(".png")]  # fmt: skip
    areas = np.array([layer.sum() for layer in layers])
    rows, columns = (np.flatnonzero(layers[len(layers) // 2].any(axis=axis)) for axis in (1, 0))

    assert np.ptp(columns) * 0.25 == pytest.approx(28.0, abs=1.0)  # along x
    assert np.ptp(rows) * 0.25 == pytest.approx(14.0, abs=1.0)  # along z
    assert (np.diff(areas[2 : len(areas) // 2 - 2]) > 0).all()
    assert (np.diff(areas[len(areas) // 2 + 2 : -2]) < 0).all()
    assert areas.sum() * 0.25**2 * 0.2 == pytest.approx(2 * 4 / 3 * np.pi * 7**3, rel=0.02)


def test_splats_know_the_way_back_too():
    normals = np.array([[0, 0, 1], [0, 0, -1], [0, 0.0005, -1], [1, 0, 0]], np.float32)
    w, x, y, z = _turns(normals / np.linalg.norm(normals, axis=1, keepdims=True)).T
    up = np.stack([2 * (x * z + w * y), 2 * (y * z - w * x), 1 - 2 * (x * x + y * y)], axis=1)

    np.testing.assert_allclose(up, normals, atol=2e-3)


def test_what_the_box_cuts_is_closed_at_both_ends(meshed):
    mesh = meshed("length(p.xy) - 6.0", 64)

    assert topology(mesh.faces) == (True, 1, 0)
    assert np.ptp(mesh.vertices[:, 2]) > 38
    assert not topology(mesh.faces[1:])[0]
    assert not topology(np.concatenate([mesh.faces, mesh.faces[:1]]))[0]


def test_what_is_sound_is_not_doubted(form, tmp_path):
    (said,) = export(form(BALL), tmp_path / "a.stl", cells="48")

    assert said.startswith("24.0 x 24.0 x 24.0 mm")


def test_a_name_that_says_splat_holds_splats(form, tmp_path):
    said = export(form(BALL), tmp_path / "a.splat.ply", cells="48", splats="300")

    assert "300 splats" in said
    assert b"element vertex 300" in (tmp_path / "a.splat.ply").read_bytes()[:200]


def test_a_base_lets_it_stand(meshed):
    mesh = meshed(BALL, 64, base=2.0)
    low = mesh.vertices[:, 1].min()
    flat = mesh.vertices[np.abs(mesh.vertices[:, 1] - low) < 0.05]

    assert topology(mesh.faces)[0]
    assert np.ptp(flat[:, 0]) > 18


def test_a_thick_base_is_as_thick_as_asked_though_the_box_ends_above_it(meshed):
    mesh = meshed(BALL, 64, base=20.0)

    assert mesh.vertices[:, 1].min() == pytest.approx(-12.0 + 0.4 * 20.0 - 20.0, abs=mesh.step)
    assert mesh.vertices[:, 1].max() == pytest.approx(12.0, abs=mesh.step)
    assert topology(mesh.faces) == (True, 1, 0)


@pytest.mark.parametrize(("kind", "up"), [("stl", 2), ("3mf", 2), ("ply", 1), ("obj", 1), ("glb", 1)])
def test_it_stands_on_its_base_in_a_printer(meshed, tmp_path, kind, up):
    import trimesh

    mesh = meshed("length(p - vec3(4.0, 0.0, 2.0)) - u_radius", 48, base=2.0)
    WRITERS[kind](mesh, tmp_path / f"a.{kind}")
    read = trimesh.load(tmp_path / f"a.{kind}", force="mesh")
    places = read.vertices * (1000 if kind == "glb" else 1)

    flat = places[places[:, up] < places[:, up].min() + 0.1]
    assert np.ptp(flat[:, 0]) > 18
    assert places[:, 0].mean() > 3  # right stays right
    assert places[:, 1 if up == 2 else 2].mean() * (-1 if up == 2 else 1) > 1  # the front faces the printer's front
    assert read.volume > 0


def test_what_a_printer_would_refuse_is_told(form, tmp_path):
    thin = export(form(SHELL, bodies=2), tmp_path / "a.stl", cells="160")
    other = export(form(TWO), tmp_path / "b.stl", cells="64")

    assert any("thinner than 0.8 mm" in line for line in thin)
    assert any("2 bodies" in line for line in other)


def test_nothing_makes_no_file(form, tmp_path):
    with pytest.raises(EncodeError, match="empty"):
        export(form("1.0"), tmp_path / "a.glb", cells="32")
    assert not list(tmp_path.glob("a.*"))


def test_a_browser_shows_the_page(form, tmp_path):
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("there is no Chromium to open the page with")
    export(form(BALL), tmp_path / "a.glb", cells="48", page="yes")
    page = (tmp_path / "a.html").read_text("utf-8")
    shot = tmp_path / "shot.png"
    subprocess.run([chromium, "--headless=new", "--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader",
                    "--enable-unsafe-swiftshader", "--window-size=400,300", "--virtual-time-budget=6000",
                    f"--user-data-dir={tmp_path / 'profile'}", f"--screenshot={shot}", (tmp_path / "a.html").as_uri()],
                   capture_output=True, timeout=600, check=True)  # fmt: skip
    seen = np.asarray(Image.open(shot).convert("RGB")).astype(int)

    assert "src=" not in page.split("</style>")[1][:200]
    assert seen[150, 200, 0] > seen[150, 200, 2] + 30  # the ball's own red in the middle
    assert seen[5, 5].max() == 0
