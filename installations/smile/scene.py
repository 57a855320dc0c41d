"""Smile: a sculpted smile that stands in the air, made from the averages of the anatomists."""

from dataclasses import dataclass

from renderer import Pass, Scene, Volume, param

MAPS = ("97 * 8", "65 * 8")


@dataclass(frozen=True, slots=True)
class Params:
    """What an artist may turn."""

    dentition: str = param("adult_28", choices=("adult_28", "adult_32", "primary_20"), group="Form", help="Which teeth.")
    jaw: str = param("both", choices=("both", "upper", "lower"), group="Form", help="Which jaws are there.")
    arch: str = param("beta", choices=("beta", "polynomial", "ellipse", "catenary"), group="Form",
                      help="Curve on which the teeth stand.")  # fmt: skip
    arch_width: float = param(58.0, 48.0, 66.0, unit="mm", group="Form",
                              help="Between the last contacts; narrower opens the buccal corridor, and the arch grows deeper.")  # fmt: skip
    proportion: str = param("natural", choices=("natural", "golden", "red_70", "percent"), group="Form",
                            help="Rule of design for the widths of the upper front; none is healthier than another.")  # fmt: skip
    smile_arc: float = param(1.4, -1.0, 4.0, unit="mm", group="Form", help="How far the edges rise towards the sides.")
    spee: float = param(1.2, 0.0, 4.0, unit="mm", group="Form", help="Depth of the curve from front to back.")
    overjet: float = param(2.0, 0.0, 6.0, unit="mm", group="Form", help="How far the upper edges stand before the lower.")
    overbite: float = param(2.5, 0.0, 5.0, unit="mm", group="Form", help="How far the upper edges cover the lower.")
    opening: float = param(5.0, 0.0, 20.0, unit="mm", group="Form", help="How far the jaws are apart in front.")
    midline: float = param(0.0, -4.0, 4.0, unit="mm", group="Form", help="Shift of the middle to the side.")
    wear: float = param(0.15, 0.0, 2.0, unit="mm", group="Form", help="What a life took from edges and cusps.")
    spacing: float = param(0.0, 0.0, 2.0, unit="mm", group="Form", help="Gap between neighbours.")
    crowding: float = param(0.12, 0.0, 1.0, unit="share", group="Form", help="How far teeth turn out of the row.")
    missing: int = param(0, 0, 12, unit="teeth", group="Form", help="How many are lost, by chance.")
    gold: int = param(0, 0, 12, unit="teeth", group="Form", help="How many are restored in gold, about, by chance.")
    gum: float = param(8.0, 0.0, 14.0, unit="mm", group="Form", help="Height of the gum; at 0 the teeth stand alone.")
    roots: bool = param(False, group="Form", help="Whether crowns go on into roots.")


SCENE = Scene(
    title="Smile",
    params=Params,
    passes=(
        Pass("teeth", "teeth.frag", format="f4", size=("32", "8"), filter="nearest"),
        Pass("form", "form.frag", reads=("teeth",), format="f4", size=MAPS),
        Pass("normals", "normals.frag", reads=("form", "teeth"), format="f4", size=MAPS),
        Pass("surface", "surface.vert", reads=("form",), format="f4", instances="64", vertices="3200",
             mode="triangle_strip", filter="nearest"),
        Pass("image", "image.frag", reads=("surface", "form", "normals", "teeth")),
    ),
    views=Volume(width=76.0, height=46.0, front=14.0, back=40.0, distance=260.0),
    depth=("surface", 3),
    caption="A smile made of averages. Nobody's own mouth was measured for it.",
)  # fmt: skip
