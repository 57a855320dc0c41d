"""Signal loss: a wall of old receivers in a dark room, one for every area, and what becomes of its broadcast.

One lamp comes round each sitter, as far as the area's adults saw a dentist: from a rim of light to the whole face.
Ten lights stand behind; as many are out as its elders lost teeth. The sitters are clay of every colour by chance, and
nobody's likeness; all sit upright and look at us, each closes the eyes once in a loop, and whoever comes to the great
receiver opens them there. How well the picture comes in is how well the area is known: grain is the survey's doubt, a
receiver slips and pales as more of its figures are withheld, and a double contour stands as far to the side as the
figure has moved since the first survey. Withheld figures are a scrambled broadcast in violet, held ones a still of
someone behind blue frosted glass, an answer of zero a dark profile in one line of light, lights of which nothing is
known ten mists, and where nobody was asked there is no carrier, but soft snow and the slow bar of the sync.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from renderer import Envelope, Frame, Pass, Role, Scene, param

MAPPED = 12  # areas, of which fewer do not stand as on a map


@dataclass(frozen=True, slots=True)
class Params:
    """What an artist may turn."""

    focus: int = param(5, 0, 50, group="Figures", help="Row of the table that the great receiver begins with.")
    sitters: int = param(3, 1, 8, group="Figures", help="Areas that the great receiver shows in one loop.")
    great: bool = param(True, group="Wall", help="Whether there is a great receiver among the small.")
    across: int = param(16, 8, 24, unit="sets", group="Wall", help="Small receivers along the wall.")
    signal: float = param(1.0, 0.0, 1.0, group="Signal", help="Strength of every carrier; 0 is the end of broadcast.")
    noise: float = param(1.0, 0.0, 3.0, group="Signal", help="Grain for the doubt of the figures.")
    ghost: float = param(0.2, 0.0, 1.0, group="Signal", help="Second contour, as far off as the figure has moved.")
    bandwidth: float = param(3.2, 0.4, 5.0, unit="MHz", group="Signal", help="Fineness along a line.")
    phase: float = param(0.0, -60.0, 60.0, unit="deg", group="Signal", help="Error of the colour carrier's phase.")
    lines: int = param(128, 60, 480, unit="lines", group="Tube", help="Lines of the great raster; others have half.")
    warmth: float = param(0.6, 0.0, 1.0, group="Tube", help="White of the phosphor: cool P4 at 0, warm at 1.")
    glow: float = param(0.0, -3.0, 2.0, unit="stop", group="Tube", help="Brightness of the tubes.")
    breath: float = param(1 / 12, 0.02, 0.5, unit="Hz", group="Motion", help="Rate at which lamps sway, pictures roll.")


def derive(frame: Frame, params: Params) -> Mapping[str, float]:
    """
    Return who sits before the great receiver's camera and who comes next, counted past the table's end, how far the
    picture has changed from one to the other, and how far the sitter's eyes are open.
    """
    turns = float(frame.playhead) * params.sitters + 0.5
    at = turns % 1.0
    now, then = (params.focus + 17.0 * (int(turn) % params.sitters) for turn in (turns, turns + 0.2))
    change = _eased(at, 0.82, 1.0) if then != now else 0.0
    if params.sitters == 1:  # nobody comes: a long blink in the middle of the loop
        return {"guest": now, "coming": now, "change": 0.0, "awake": _eased(min(at, 1.0 - at), 0.015, 0.04)}
    return {"guest": now, "coming": then, "change": change, "awake": _eased(at, 0.06, 0.14)}


def _eased(at: float, start: float, end: float) -> float:
    """Return 0 before ``start`` to 1 beyond ``end``, smoothly; ``end`` may come first."""
    part = min(max((at - start) / (end - start), 0.0), 1.0)
    return part * part * (3.0 - 2.0 * part)


def phrases(params: Params, areas: int, groups: int) -> Mapping[str, str]:  # noqa: ARG001  groups: others need them
    """Say what the sizes of receivers say, which is nothing, and what is seen of the signal as it is set."""
    several = areas > 1
    great = (" One receiver more, larger where there is room, shows one of them at a time; an amber ring marks which."
             if several and params.great else "")
    chance = "Faces, colours and sizes" if several else "Faces and colours"
    slips = ("{incomplete? A slipping picture is one whose figures are incomplete"
             "{groups? (everybody's, and those of groups: {groups})}.}")  # fmt: skip
    if params.signal < 1.0:
        slips = " All pictures are weakened by a hand: that they slip, and their snow, say nothing of figures."
    if params.signal == 0.0:
        slips = " There is no signal: no figure is seen."
    moved = "{turned.moved? A second contour stands the further off, the more a figure has moved since {first}.}"
    placed = ("{compass? Receivers stand about as their {areas} do on {mapped?the}{!mapped?a} map, west to the left, "
              "north above.}")  # fmt: skip
    # Of a few some stand elsewhere: nothing is said of a map then.
    return {"placed": placed if areas >= MAPPED else "{compass?}", "chance": f" {chance} are chance.",
            "great": great, "slips": slips,
            "grain": "{doubt? Grain is doubt.}" if params.noise else "", "moved": moved if params.ghost else ""}


SCENE = Scene(
    title="Signal loss",
    look="A wall of old receivers in a dark room, a sitter on the screen of each.",
    params=Params,
    derive=derive,
    roles=(
        Role("turned", "lamps that have come round", good="more", default="dental_visit", domain=(48.0, 76.0)),
        Role("dimmed", "lights that are out", good="less", default="teeth_lost_6", needed=False, domain=(0.0, 100.0),
             was=("bowed",)),
    ),
    strata=("everybody", "income=under_15k", "income=50k_and_over", "race=black", "race=hispanic", "race=white"),
    most=640,
    partly=(
        ("areas", 51, "the great receiver begins with one of the first 51 areas (focus), and shows some of {count}"),
    ),
    passes=(
        # Where every receiver stands: drawn once.
        Pass("blocks", "blocks.frag", format="f4", size=("64", "64"), filter="nearest"),
        Pass("ranks", "ranks.frag", format="f4", size=("rows", "1"), filter="nearest"),
        Pass("order", "order.frag", reads=("blocks", "ranks"), format="f4", size=("rows", "1"), filter="nearest"),
        Pass("cells", "cells.frag", reads=("blocks", "order"), format="f4", size=("128", "128"), filter="nearest"),
        Pass("glass", "glass.frag", reads=("cells",), format="f4", filter="nearest"),
        # Who sits there, with open eyes and with closed ones: drawn again only when somebody else sits down.
        Pass("busts", "busts.frag", size=("3 * width / 4", "3 * height / 4"), filter="nearest"),
        Pass("blinks", "blinks.frag", size=("3 * width / 4", "3 * height / 4"), filter="nearest"),
        Pass("sitter", "sitter.frag", size=("width / 2", "width * 3 / 8"), filter="nearest"),
        Pass("waking", "waking.frag", size=("width / 2", "width * 3 / 8"), filter="nearest"),
        # What is on the air: every frame.
        Pass("signal", "signal.frag", format="f4", size=("rows", "4"), filter="nearest"),
        Pass("shown", "shown.frag", reads=("signal",), format="f4", size=("5", "1"), filter="nearest"),
        Pass("small", "small.frag", reads=("busts", "blinks", "signal"), size=("3 * width / 4", "3 * height / 4")),
        Pass("large", "large.frag", reads=("sitter", "waking", "signal", "shown"), size=("width / 2", "width * 3 / 8")),
        Pass("tubes", "tubes.frag", reads=("glass", "signal", "shown", "small", "large")),
        Pass("spill", "spill.frag", reads=("tubes",), size=("width / 8", "height / 8")),
        Pass("halo", "halo.frag", reads=("spill",), size=("width / 8", "height / 8")),
        Pass("floor", "floor.frag", reads=("halo",), size=("width / 8", "height / 8")),
        Pass("image", "image.frag", reads=("glass", "signal", "shown", "tubes", "halo", "floor")),
    ),
    feed="flusight",
    envelope=Envelope(attack=1.5, hold=3.0, release=5.0),
    pick=("glass", 0),
    least_change=0.2,
    seconds=24.0,
    phrases=phrases,
    caption=(
        "Every receiver is {an_area}: the more of the face is lit, the larger {turned.share} "
        "(rim {turned.low}, whole face {turned.high}).{chance}"
        "{dimmed? Of ten lights, those out: {dimmed.share} (none: {dimmed.low}, all: {dimmed.high}).}"
        "{great}{grain}{slips}{moved}"
        "{placed}"
        "{dimmed.unknown? Ten pale mists for lights: how many are out is not known.}"
        "{turned.withheld? A scrambled violet picture: its figure is withheld.}"
        "{turned.held? A picture that stands still, behind blue frosted glass: its figure is held back.}"
        "{turned.missing? Soft snow: its figure is missing.}"
        "{turned.zero? A dark profile in a line of light: asked, and its figure is zero.}"
        "{feed? Pictures are lost and disturbed where other figures are late, lacking or changed: those of {feed}.}"
    ),
    reading="Look at the cloth to the right of a sitter, between the lights: the lighter and warmer it is, the further "
    "the lamp has come round, and the larger {turned.share}.",
)  # fmt: skip
