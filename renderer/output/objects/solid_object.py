"""``chorus export SCENE form.glb``: the solid of a scene, meshed, checked and written."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from renderer.core.errors import EncodeError, UsageError
from renderer.core.extras import need
from renderer.core.files import whole
from renderer.core.frame import Frame
from renderer.displays.options import Options
from renderer.frames.engine import Engine
from renderer.gpu.field import Field
from renderer.scene.solid import Solid

from .mesh import Mesh, mesh_of, topology
from .mesh_files import WRITERS
from .slices import write_slices
from .splats import write_splats
from .web_page import page_path, viewer_page

__all__ = ["OPTIONS", "write_object"]

OPTIONS = ("cells", "base", "wall", "layer", "pixel", "splats", "page")


def write_object(engine: Engine, frame: Frame, how: dict[str, Any], path: Path, options: Options) -> tuple[str, ...]:
    """
    Write the scene's solid at ``frame`` to ``path`` and return what to know of it.

    options : ``cells`` along the longest side, ``base`` mm of a plate, ``wall`` mm that should nowhere be
        thinner, ``layer`` and ``pixel`` mm of slices, ``splats`` how many, ``page`` yes for a web page of a .glb

    A file whose stem ends in ``.splat`` (form.splat.ply) holds splats; a .zip holds slices. Raises EncodeError.
    """
    solid = engine.loaded.scene.solid
    if solid is None:
        raise UsageError(f"{engine.loaded.name} is no object: its scene has no solid=Solid(...)")
    kind = path.suffix[1:].lower()
    if kind == "usdz":
        need("usd", path.name)  # before the minutes of meshing
    field = engine.field(frame, how["params"], held=how["held"], phases=how["phases"])
    try:
        cells = round(options.number("cells", 256, 24, 768))
        mesh = mesh_of(field, solid, cells, base=options.number("base", 0.0, 0.0, 20.0))
        said = list(_said(mesh, field, solid, options))
    finally:
        field.release()
    with whole(path) as temporary:
        try:
            if kind == "zip":
                layer, pixel = options.number("layer", 0.05, 0.01, 1.0), options.number("pixel", 0.05, 0.01, 1.0)
                said.append(f"{write_slices(mesh, temporary, layer=layer, pixel=pixel)} layers of {layer:g} mm")
            elif path.stem.endswith(".splat"):
                count = write_splats(mesh, temporary, most=round(options.number("splats", 200_000, 100, 5e6)))
                said.append(f"{count:,} splats")
            else:
                WRITERS[kind](mesh, temporary)
        except (ValueError, RuntimeError) as error:
            raise EncodeError(f"{path.name} could not be written: {error}") from error
    if kind == "glb" and options.choice("page", "no", "yes") == "yes":
        page = page_path(path)
        with whole(page) as temporary:
            temporary.write_text(viewer_page(path.read_bytes(), engine.loaded.scene.title), "utf-8")
        said.append(f"{page.name} shows it in a browser, without a network")
    return tuple(said)


def _said(mesh: Mesh, field: Field, solid: Solid, options: Options) -> Iterator[str]:
    """Tell size and soundness; what a printer would refuse, with the remedy."""
    size = mesh.vertices.max(axis=0) - mesh.vertices.min(axis=0)
    tight, bodies, genus = topology(mesh.faces)
    large = " x ".join(f"{side:.1f}" for side in size)
    yield f"{large} mm, {len(mesh.faces):,} triangles, steps of {mesh.step:.2f} mm"
    if not tight:
        yield "It is not watertight: an edge has not two faces. Ask for another grid: --with cells=300."
    if (bodies, genus) != (solid.bodies, solid.genus):
        yield (
            f"It has {bodies} bodies and {genus} holes; designed are {solid.bodies} and {solid.genus}. A finer grid "
            "(--with cells=384) parts what a coarse one joins."
        )
    wall = options.number("wall", 0.8, 0.0, 10.0)
    if wall > 0.0 and (thin := _thin(mesh, field, wall)) > 0.002:
        yield (
            f"{thin:.1%} of its skin is thinner than {wall:g} mm, which breaks on many printers: print it larger, or "
            "give it a base (--with base=2)."
        )


def _thin(mesh: Mesh, field: Field, wall: float) -> float:
    """Return the share of the skin behind which less than ``wall`` mm of body lies."""
    some = mesh.vertices[:: max(1, len(mesh.vertices) // 20_000)]
    normals = mesh.normals[:: max(1, len(mesh.vertices) // 20_000)]
    depths = np.linspace(0.25, 1.0, 4)[1:] * wall
    out = [field.at(some - normals * depth)[:, 0] > 0.0 for depth in depths]
    return float(np.logical_or.reduce(out).mean())
