"""Journey: a frieze of cut paper lit from behind, on which every place is a strand from its first figure to its last.

From left to right stand the times of the table, each a chamber of strands that open towards the lamp behind them; what
lies between two times is a gorge: strands go on through it as closed paper, for nothing was measured there. In every
chamber a strand has ten fronds of ten leaflets, cut open as far as its figure lies in what is shown; where a survey is
unsure, leaflets are ajar. A figure that is withheld lies under crossed tracing paper, amber and dim, one that is held
back under blue pleats; where nobody asked the sheet is cut away and the night is seen, and where the answer is none the
sheet is whole and has one pinprick of light. Strand after strand a light walks the whole way, and arrives.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from renderer import Frame, Input, Pass, Role, Scene, param

SECONDS = 36.0
VISITS = 4  # strands along which a light walks in a loop: the twin of walk.glsl
FEW = 4  # of so few areas the breadth of none is chance: the twin of spans.frag


@dataclass(frozen=True, slots=True)
class Params:
    """What an artist may turn."""

    fill: float = param(0.78, 0.3, 0.8, unit="height", group="Form", help="Height of all strands, of middling figures.")
    gorge: float = param(0.62, 0.0, 0.9, group="Form", help="How far strands draw together between two times.")
    gap: float = param(0.24, 0.1, 0.5, group="Form", help="Share of the way that lies between two times.")
    wave: float = param(0.75, 0.0, 1.0, group="Form", help="How far the way swings up and down.")
    bends: float = param(1.3, 0.3, 4.0, group="Form", help="How often it swings along the frieze.")
    order: str = param("walk", choices=("walk", "bloom", "scatter"), group="Form",
                       help="Whether fronds open from the left, from the middle, or here and there.")  # fmt: skip
    great: float = param(3.0, 1.0, 5.0, group="Form", help="How much broader one strand is, by the seed.")
    vary: float = param(1.0, 0.0, 1.0, group="Form", help="How far a seed moves way, chambers and lamp.")
    layers: int = param(6, 2, 10, group="Form", help="Sheets above and below, each nearer and darker.")
    glow: float = param(0.0, -2.0, 2.0, unit="stop", group="Light", help="Brightness of the lamp.")
    halo: float = param(1.0, 0.0, 2.0, group="Light", help="Light that leaks onto the sheets around.")
    walker: float = param(1.0, 0.0, 2.0, group="Light", help="Strength of the light that walks the way.")
    lamp: str = param("#ffbe63", group="Colour", help="Light behind the paper.")
    paper: str = param("#7a3348", group="Colour", help="Paper of the strands.")
    night: str = param("#2a3c66", group="Colour", help="Paper of the sheets around.")
    breath: float = param(1 / 12, 0.02, 0.4, unit="Hz", group="Motion", help="Rate at which the lamp sways.")


def derive(frame: Frame, params: Params) -> Mapping[str, float]:  # noqa: ARG001  others need both
    """Return which walk this is, how far the light has come on it, 0 .. 1, and how bright it is."""
    turn, at = divmod(float(frame.playhead) * VISITS + 0.72, 1.0)
    return {"turn": turn % VISITS, "head": _even(at / 0.68), "shine": _eased(at / 0.10) * _eased((1.0 - at) / 0.14),
            "arrived": _eased((at - 0.56) / 0.16) * _eased((1.0 - at) / 0.14)}  # fmt: skip


def _eased(part: float) -> float:
    part = min(max(part, 0.0), 1.0)
    return part * part * part * (part * (6.0 * part - 15.0) + 10.0)


def _even(part: float) -> float:
    """Ease in and out in the first and the last fifth, and go evenly between: a light that walks does not run."""
    part, soft = min(max(part, 0.0), 1.0), 0.2
    if part > 0.5:
        return 1.0 - _even(1.0 - part)
    return (part * part / (2.0 * soft) if part < soft else part - 0.5 * soft) / (1.0 - soft)


def phrases(params: Params, areas: int, groups: int) -> Mapping[str, str]:  # noqa: ARG001  others need all three
    """Say from where fronds open, whom the light visits, and what breadth tells: the twin of the shaders."""
    rows = dict.fromkeys((2 * turn + 1) * areas // (2 * VISITS) for turn in range(VISITS))
    walks = ", ".join(f"{{area_{row + 1}}}" for row in rows)
    but = ", but for one, whose breadth is chance" if areas > FEW and params.great > 1.0 else ""
    return {"way": {"walk": "from the left", "bloom": "from the middle", "scatter": "here and there"}[params.order],
            "seats": f", {{mapped?on a walk through the map }}{{alphabet?by the alphabet }}from {{area_1}} above to "
            f"{{area_{areas}}} below" if areas > 1 else "",
            "broad": f" Larger figures: broader strands{but}." if areas > 1 else "",
            "light": f" A light walks along {walks}: that says nothing." if params.walker else ""}


SCENE = Scene(
    title="Journey",
    look="A frieze of many sheets of cut paper lit from behind, through which a bundle of strands winds from left to "
    "right.",
    params=Params,
    roles=(Role("open", "open leaflets", good="more", default="dental_visit", domain=(54.0, 77.0)),),
    inputs=(Input("events", format="f4", filter="nearest"),),  # of events.csv beside the figures
    most=160,
    seconds=SECONDS,
    derive=derive,
    passes=(
        # How the sheets are cut: these stand.
        Pass("figures", "figures.frag", format="f4", size=("rows", "times"), filter="nearest"),
        Pass("spans", "spans.frag", reads=("figures",), format="f4", size=("rows", "1"), filter="nearest"),
        Pass("breadths", "breadths.frag", reads=("figures", "spans"), format="f4", size=("rows", "times"),
             filter="nearest"),
        Pass("edges", "edges.frag", reads=("breadths",), format="f4", size=("rows + 1", "times"), filter="nearest"),
        Pass("plan", "plan.frag", reads=("edges", "spans"), format="f4", filter="nearest"),
        Pass("paper", "paper.frag", reads=("plan", "figures", "spans", "edges", "events"),
             filter="nearest"),
        # What light makes of them.
        Pass("image", "image.frag", reads=("plan", "paper", "edges", "spans")),
    ),
    pick=("plan", 0),
    least_change=0.2,
    all_times=True,
    phrases=phrases,
    caption=(
        "Each strand is {an_area}{seats}{times?; each chamber is one time, from left to right {times}}: {times?there }"
        "its ten fronds are cut open {way} as far as {open.share}, from {open.low}, none, to {open.high}, all."
        "{times? Gorges between: times not measured.}"
        "{!times? There is one time alone, and so one chamber{when?: {when}}.}"
        "{doubt? Leaflets ajar: unsure.}"
        "{withheld? Under amber tracing paper: withheld.}"
        "{held? Under blue pleats: held back.}"
        "{missing? The sheet cut away: not known.}"
        "{zero? One pinprick of light: zero.}"
        "{events? Stars are workshops, tears setbacks, stitches repairs, as it was written down: {events}.}"
        "{light}{broad}{when?}"
    ),
    reading="In its chamber, count how many of a strand's ten fronds light comes through: the more, the larger "
    "{open.share}.",
)  # fmt: skip
