"""Meshes as files: GLB with its material, STL, PLY, OBJ, 3MF and USDZ, each in millimetres or saying its unit.

Up is y, as in the scene; in what printers read, STL and 3MF, it is z, so that a form stands on the plate.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from renderer.core.colour import srgb_encode

if TYPE_CHECKING:
    from .mesh import Mesh

__all__ = ["WRITERS"]

METRE = 0.001  # glTF and USD count in metres
STANDING = np.array([[1, 0, 0, 0], [0, 0, -1, 0], [0, 1, 0, 0], [0, 0, 0, 1]], np.float64)  # y up becomes z up


def _mesh(mesh: "Mesh", scale: float = 1.0) -> Any:  # noqa: ANN401
    """Return trimesh's mesh, with colours as sRGB codes."""
    import trimesh

    codes = np.rint(255 * srgb_encode(mesh.colours)).astype(np.uint8)
    return trimesh.Trimesh(
        mesh.vertices * scale, mesh.faces, vertex_normals=mesh.normals, vertex_colors=codes, process=False
    )


def _glb(mesh: "Mesh", path: Path) -> None:
    """Write binary glTF 2.0: metres, colours at the vertices in linear light, a material between enamel and gum."""
    import trimesh
    from trimesh.visual import material as materials

    library: Any = trimesh  # untyped in parts
    look: Any = materials.PBRMaterial
    made = _mesh(mesh, METRE)
    linear = np.concatenate([mesh.colours, np.ones((len(mesh.colours), 1))], axis=1)
    material = look(
        name="form", baseColorFactor=[255, 255, 255, 255], metallicFactor=0.0, roughnessFactor=0.32, doubleSided=False
    )
    made.visual = library.visual.TextureVisuals(material=material)
    # glTF takes COLOR_0 as linear: trimesh would write the codes.
    made.visual.vertex_attributes["color"] = np.rint(255 * linear).astype(np.uint8)
    scene = library.Scene({"form": made})
    path.write_bytes(scene.export(file_type="glb", include_normals=True))


def _trimesh(kind: str, *, printed: bool = False) -> Callable[["Mesh", Path], None]:
    """Return a writer of one of trimesh's formats, in millimetres; ``printed`` ones stand up along z."""

    def write(mesh: "Mesh", path: Path) -> None:
        made = _mesh(mesh)
        if printed:
            made.apply_transform(STANDING)
        content = made.export(file_type=kind)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    return write


def _usdz(mesh: "Mesh", path: Path) -> None:
    """Write USDZ: metres per unit 0.001, y up, a preview surface and colours at the vertices."""
    import tempfile

    from pxr import Gf, Sdf, Usd, UsdGeom, UsdShade, UsdUtils, Vt

    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "form.usdc"
        stage = Usd.Stage.CreateNew(str(plain))
        UsdGeom.SetStageMetersPerUnit(stage, METRE)
        UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.y)
        form = UsdGeom.Mesh.Define(stage, "/form")
        stage.SetDefaultPrim(form.GetPrim())
        form.CreatePointsAttr(Vt.Vec3fArray.FromNumpy(np.ascontiguousarray(mesh.vertices, np.float32)))
        form.CreateFaceVertexCountsAttr(Vt.IntArray.FromNumpy(np.full(len(mesh.faces), 3, np.int32)))
        form.CreateFaceVertexIndicesAttr(Vt.IntArray.FromNumpy(np.ascontiguousarray(mesh.faces.ravel(), np.int32)))
        form.CreateNormalsAttr(Vt.Vec3fArray.FromNumpy(np.ascontiguousarray(mesh.normals, np.float32)))
        form.SetNormalsInterpolation(UsdGeom.Tokens.vertex)
        form.CreateSubdivisionSchemeAttr(UsdGeom.Tokens.none)
        low, high = mesh.vertices.min(axis=0), mesh.vertices.max(axis=0)
        form.CreateExtentAttr([Gf.Vec3f(*map(float, low)), Gf.Vec3f(*map(float, high))])
        colour = UsdGeom.PrimvarsAPI(form).CreatePrimvar(
            "displayColor", Sdf.ValueTypeNames.Color3fArray, UsdGeom.Tokens.vertex
        )
        colour.Set(Vt.Vec3fArray.FromNumpy(np.ascontiguousarray(mesh.colours, np.float32)))
        material, shader = UsdShade.Material.Define(stage, "/look"), UsdShade.Shader.Define(stage, "/look/surface")
        shader.CreateIdAttr("UsdPreviewSurface")
        reader = UsdShade.Shader.Define(stage, "/look/colour")
        reader.CreateIdAttr("UsdPrimvarReader_float3")
        reader.CreateInput("varname", Sdf.ValueTypeNames.String).Set("displayColor")
        reader.CreateOutput("result", Sdf.ValueTypeNames.Float3)
        shader.CreateInput("diffuseColor", Sdf.ValueTypeNames.Color3f).ConnectToSource(
            reader.ConnectableAPI(), "result"
        )
        shader.CreateInput("roughness", Sdf.ValueTypeNames.Float).Set(0.32)
        material.CreateSurfaceOutput().ConnectToSource(shader.ConnectableAPI(), "surface")
        UsdShade.MaterialBindingAPI.Apply(form.GetPrim()).Bind(material)
        stage.GetRootLayer().Save()
        packed = Path(folder) / "form.usdz"
        if not UsdUtils.CreateNewUsdzPackage(Sdf.AssetPath(str(plain)), str(packed)):
            raise RuntimeError("usd-core could not pack the form")
        path.write_bytes(packed.read_bytes())


WRITERS: dict[str, Callable[["Mesh", Path], None]] = {
    "glb": _glb,
    "stl": _trimesh("stl", printed=True),
    "ply": _trimesh("ply"),
    "obj": _trimesh("obj"),
    "3mf": _trimesh("3mf", printed=True),
    "usdz": _usdz,
}
