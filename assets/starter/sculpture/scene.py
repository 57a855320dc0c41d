"""Starter: a shell that grows by one turn with each survey; its ribs are the areas.

A rib stands the higher, the larger the share that SCENE names below; the less sure the figure, the blunter its
crest. The outermost turn is the latest survey, the one inside it the survey before. Light runs outward along it.

This file is yours. form.glsl says how far any point in space is from the shell; form.frag finds it along each ray,
image.frag gives it light, solid.frag hands the same form to printers. Lengths are millimetres.
"""

from dataclasses import dataclass

from renderer import Pass, Role, Scene, Solid, Volume, param


@dataclass(frozen=True, slots=True)
class Params:
    """What may be turned: each line is a slider, a flag (-p lean=30), a preset's key, a u_<name>."""

    growth: float = param(1.62, 1.4, 2.1, group="Form", help="How many times as wide each turn is as the one before.")
    relief: float = param(0.24, 0.05, 0.4, unit="radius", group="Form", help="Height of a rib that stands for 85 %.")
    lean: float = param(24.0, -60.0, 60.0, unit="deg", group="Form", help="How far it leans back.")
    turn: float = param(200.0, 0.0, 350.0, unit="deg", group="Form", help="Where its mouth is: 0 right, 90 above.")
    azimuth: float = param(128.0, 0.0, 180.0, unit="deg", group="Light", help="Side of the lamp: 90 above, 180 left.")
    light: float = param(0.0, -2.0, 2.0, unit="stop", group="Light", help="Strength of the lamp.")
    film: float = param(0.7, 0.0, 1.5, group="Light", help="Colours of the mother-of-pearl.")
    shell: str = param("#3b2a22", group="Light", help="Colour of the furrows.")
    pearl: str = param("#f1e4d0", group="Light", help="Colour of the crests.")
    ember: str = param("#ff9a4d", group="Light", help="Light that runs along it.")
    breath: float = param(0.1, 0.02, 0.4, unit="Hz", group="Motion", help="How often that light sets out.")


SCENE = Scene(
    title="Starter",
    params=Params,
    # What its marks can show, in GLSL ROLE_RIB. Any share of any table fits: --figure rib=sealants.
    roles=(Role("rib", "ribs", good="more", default="dental_visit"),),
    passes=(
        Pass("form", "form.frag", format="f4", filter="nearest"),
        Pass("image", "image.frag", reads=("form",)),
    ),
    # The box it lives in; with it every hologram, stereo and light-field output takes this scene.
    views=Volume(width=70.0, height=63.0, front=20.0, back=20.0, distance=260.0),
    depth=("form", 3),  # mm from the eye, for what needs depth
    pick=("form", 0),  # row of the table, for a click in the preview
    sculpt=True,  # hands may push it: press B in the preview
    solid=Solid("solid.frag", low=(-38.0, -38.0, -26.0), high=(38.0, 38.0, 26.0)),
    # {rib} becomes the words of what the role really shows, {an_area} what the table calls its areas.
    caption="Each rib of this shell is {an_area}, the higher the larger its share of {rib}. "
    "Every survey adds a turn."
    # Each state is told where some mark is in it.
    "{rib.missing? A furrow left open is {an_area} where nobody asked.}"
    "{rib.zero? A line of gold in a smooth shell: its figure is zero.}"
    "{rib.withheld? A low dull rib under strokes: its figure is withheld.}"
    "{rib.held? A low flat band of wax: it is held back.}",
)
