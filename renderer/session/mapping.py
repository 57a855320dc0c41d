"""What plays what: an address of an instrument moves a parameter, pulls a trigger or calls a cue.

Without a link these addresses mean what they say:

    /chorus/param/<name>   0 .. 1 over the parameter's range     /chorus/typed/<name>    the value itself
    /chorus/preset/<name>  the preset, at once                    /chorus/cue/<name>      the preset, faded to
    /chorus/command/restart  what feeds back begins anew
    /chorus/figure/<role>    a measure, measure@kind=stratum or 1-measure, as text; "" the scene's own again
    /chorus/stratum          whose figures all roles show, kind=stratum as text; "" everybody

Links are learned, and kept as TOML an artist can read:

    [[link]]
    address = "/midi/1/cc/7"
    to = "tear_amount"
    high = 0.6
"""

from collections.abc import Iterable
from collections.abc import Mapping as Known
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from renderer.core.errors import ParamError
from renderer.core.small_file import read_toml
from renderer.core.suggest import nearest
from renderer.core.toml_line import toml_place
from renderer.core.toml_value import toml_value
from renderer.data.role import BESIDE, GATHER, PLACE, STRATUM
from renderer.params.param import Spec

__all__ = [
    "COMMANDS",
    "MODES",
    "Link",
    "Mapping",
    "check_link",
    "ends",
    "learn",
    "mapping_text",
    "range_at",
    "read_mapping",
    "role_at",
    "scaled",
    "unfit",
]  # fmt: skip

MODES = ("absolute", "typed", "toggle", "trigger", "cue", "preset", "command")
COMMANDS = ("restart",)  # what a link in the mode ``command`` may call
FADE = 2.0  # s of a cue
HALF = 0.5
_ROOT = "/chorus/"
_FIGURE = f"{_ROOT}figure/"
_DOMAIN = f"{_ROOT}domain/"
_DEFAULT = {"param": "absolute", "typed": "typed", "cue": "cue", "preset": "preset", "command": "command"}
_CONTINUOUS = ("/cc/", "/pitch", "/pressure", "/pad/left", "/pad/right", "/audio/l", "/audio/m", "/audio/h")


@dataclass(frozen=True, slots=True)
class Link:
    """
    One address and what it does.

    to : a parameter; a preset where mode is ``cue`` or ``preset``; one of ``COMMANDS`` where it is ``command``
    mode : ``absolute`` 0 .. 1 over the range; ``typed`` the value itself; ``toggle`` each press goes over to
        the other end; ``trigger`` each press fires
    low, high : of the parameter's range, in its unit, where it is a part; low above high inverts
    at : a press is a value that rises above this
    seconds : of a cue's fade
    returns : whether a hand that lets go gives back what stood before, not ``low``; of no link that is written down
    """

    address: str
    to: str
    mode: str = "absolute"
    low: float | None = None
    high: float | None = None
    at: float = 0.0
    seconds: float = FADE
    returns: bool = False


@dataclass(frozen=True, slots=True)
class Mapping:
    """All links, by address: one address does one thing, a parameter may have many."""

    links: dict[str, Link] = field(default_factory=dict)

    def find(self, address: str) -> Link | None:
        """Return what ``address`` does, None where that is nothing; costs the same however many links there are."""
        link = self.links.get(address)
        if link is not None or not address.startswith(_ROOT):
            return link
        kind, _, name = address[len(_ROOT) :].partition("/")
        return Link(address, name, _DEFAULT[kind]) if kind in _DEFAULT and name else None

    def __or__(self, other: "Mapping") -> "Mapping":
        """Return both; where they differ ``other`` says what an address does."""
        return Mapping(self.links | other.links)


def role_at(address: str) -> str:
    """
    Return the role whose figure is chosen at ``address``, ``stratum`` for whose all show, ``beside`` for whose
    stand beside each other, ``place`` for the larger area whose parts are shown, ``gather`` for larger ones in place of
    their parts, "" where none is.

    >>> role_at("/chorus/figure/lit"), role_at("/chorus/stratum"), role_at("/chorus/param/glow")
    ('lit', 'stratum', '')
    """
    if address in (_ROOT + STRATUM, _ROOT + BESIDE, _ROOT + PLACE, _ROOT + GATHER):
        return address.removeprefix(_ROOT)
    return address.removeprefix(_FIGURE) if address.startswith(_FIGURE) else ""


def range_at(address: str) -> str:
    """
    Return the role whose domain is set at ``address``, "" where none is.

    >>> range_at("/chorus/domain/lit")
    'lit'
    """
    return address.removeprefix(_DOMAIN) if address.startswith(_DOMAIN) else ""


def learn(
    mapping: Mapping,
    address: str,
    name: str,
    known: Known[str, Spec],
    presets: Iterable[str] = (),
    **options: Any,  # noqa: ANN401
) -> Mapping:
    """
    Return ``mapping`` with ``address`` playing ``name``, a parameter or a preset; raises ParamError.

    options : ``mode``, ``low``, ``high``, ``at``, ``seconds`` of a ``Link`` where the obvious ones are not wanted:
        a trigger fires, a button toggles a switch, a preset is a cue, a command a command, all else absolute.
    """
    chosen: dict[str, Any] = {"mode": _obvious(address, name, known, presets), "at": _edge(address), **options}
    link = Link(address, name, **chosen)
    check_link(link, known, presets)
    return Mapping(mapping.links | {address: link})


def check_link(link: Link, known: Known[str, Spec], presets: Iterable[str] = ()) -> None:
    """Raise ParamError where ``link`` cannot play this scene."""
    if link.mode not in MODES:
        hint = nearest(link.mode, MODES, f"modes: {', '.join(MODES)}")
        raise ParamError(f"{link.address}: no mode '{link.mode}'{hint}")
    if link.mode in ("cue", "preset"):
        if link.to not in (names := list(presets)):
            raise ParamError(f"{link.address}: no preset '{link.to}'{nearest(link.to, names)}")
        return
    if link.mode == "command":
        if link.to not in COMMANDS:
            raise ParamError(f"{link.address}: no command '{link.to}'{nearest(link.to, COMMANDS)}")
        return
    if link.to not in known:
        raise ParamError(f"{link.address}: no parameter '{link.to}'{nearest(link.to, known)}")
    spec = known[link.to]
    if (link.mode == "trigger") != (spec.kind == "trigger"):
        raise ParamError(f"{link.address}: '{link.to}' is a {spec.kind}, which the mode {link.mode} does not play")
    if link.mode != "typed" and spec.kind == "colour":
        raise ParamError(f"{link.address}: '{link.to}' is a colour; play it as /chorus/typed/{link.to} #rrggbb")
    if link.mode == "toggle" and spec.kind not in ("number", "whole", "switch"):
        raise ParamError(f"{link.address}: '{link.to}' is a {spec.kind}, which has no two ends to toggle between")
    for end in (link.low, link.high):
        if end is not None and (spec.low is None or spec.high is None or not spec.low <= end <= spec.high):
            raise ParamError(f"{link.address}: {end:g} is outside {spec.span} of '{link.to}'")


def scaled(link: Link, spec: Spec, value: Any) -> Any:  # noqa: ANN401
    """
    Return what ``value`` (0 .. 1; beyond, the nearest) means in the parameter's own unit; raises ParamError.

    >>> scaled(Link("/a", "glow", low=1.0, high=0.0), Spec("number", 0.0, 0.0, 4.0), 0.25)
    0.75
    """
    if link.mode == "typed":
        return bool(value) if spec.kind == "switch" and not isinstance(value, str) else value
    if spec.kind == "point":
        if not isinstance(value, tuple) or len(value) != 2:
            raise ParamError(f"{link.to} is a point and takes two numbers")
        return tuple(_between(link, spec, part) for part in value)
    if isinstance(value, (str, tuple)):
        raise ParamError(f"{link.to} takes one number 0..1 at {link.address}")
    if spec.kind == "choice":
        return spec.choices[min(int(max(0.0, value) * len(spec.choices)), len(spec.choices) - 1)]
    if spec.kind == "switch":
        return value >= HALF
    number = _between(link, spec, value)
    return round(number) if spec.kind == "whole" else number


def ends(link: Link, spec: Spec) -> tuple[float, float]:
    """Return the values at 0 and at 1."""
    low = spec.low if link.low is None else link.low
    high = spec.high if link.high is None else link.high
    if low is None or high is None:
        raise ParamError(f"{link.to} has no range to play over")
    return float(low), float(high)


def mapping_text(mapping: Mapping) -> str:
    """Return the TOML of ``mapping``; what stands at its default is left out."""
    blocks = []
    for link in mapping.links.values():
        plain = Link(link.address, link.to)
        kept = {n: v for n, v in asdict(link).items() if n in ("address", "to") or v != getattr(plain, n)}
        blocks.append("\n".join(["[[link]]", *(f"{name} = {toml_value(value)}" for name, value in kept.items())]))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def read_mapping(path: Path) -> Mapping:
    """Return the mapping in ``path``; raises ParamError naming file and link where it is none."""
    try:
        content = read_toml(path)
    except (OSError, ValueError) as error:
        raise ParamError(f"{path.name}: this mapping cannot be read: {error}") from None
    rows = content.get("link", [])
    if set(content) - {"link"} or not isinstance(rows, list):
        raise ParamError(f"{path.name}: a mapping is a list of [[link]], with address and to, and nothing else")
    links = [_link(f"{path.name}, link {number}", row) for number, row in enumerate(rows, 1)]
    return Mapping({link.address: link for link in links})


def unfit(
    mapping: Mapping, known: Known[str, Spec], presets: Iterable[str], path: Path | None = None
) -> tuple[str, ...]:
    """Return a sentence for each link that this scene cannot play, with its line in ``path``; such links do nothing."""
    found, names = [], list(presets)
    for link in mapping.links.values():
        try:
            check_link(link, known, names)
        except ParamError as error:
            found.append(f"{_place(path, link.address)}: {error}" if path is not None else str(error))
    return tuple(found)


def _place(path: Path, address: str) -> str:
    """Return ``name:line`` of the link in ``path`` that says what ``address`` does: the last one of it."""
    try:
        rows = read_toml(path).get("link", [])
        number = max(number for number, row in enumerate(rows, 1) if row["address"] == address)
    except (OSError, ValueError, TypeError, KeyError):  # it is another file by now
        return path.name
    return toml_place(path, "link", "to", number)


def _link(where: str, row: object) -> Link:
    """Return the link that ``row`` of a file is."""
    types: dict[str, tuple[type, ...]] = {"address": (str,), "to": (str,), "mode": (str,)}
    names = [one.name for one in fields(Link) if one.name != "returns"]
    if not isinstance(row, dict) or not {"address", "to"} <= set(row):
        raise ParamError(f"{where}: it needs address and to")
    for name, value in row.items():
        if name not in names:
            raise ParamError(f"{where}: '{name}' does not belong here{nearest(name, names)}")
        if not isinstance(value, types.get(name, (int, float))) or isinstance(value, bool) or value != value:
            raise ParamError(f"{where}: {name} = {value!r} is no {'text' if name in types else 'number'}")
    if row.get("mode", "absolute") not in MODES:
        hint = nearest(row["mode"], MODES, f"modes: {', '.join(MODES)}")
        raise ParamError(f"{where}: no mode '{row['mode']}'{hint}")
    return Link(**row)


def _obvious(address: str, name: str, known: Known[str, Spec], presets: Iterable[str]) -> str:
    """Return the mode that needs no asking."""
    if name not in known and name in (*presets, *COMMANDS):
        return "cue" if name in presets else "command"
    kind = known[name].kind if name in known else ""
    if kind == "switch":
        return "absolute" if _edge(address) else "toggle"
    return "trigger" if kind == "trigger" else "absolute"


def _edge(address: str) -> float:
    """Return where a press begins: half way of what moves continuously, anything above 0 of a button."""
    return HALF if any(part in address for part in _CONTINUOUS) else 0.0


def _between(link: Link, spec: Spec, value: float) -> float:
    low, high = ends(link, spec)
    part = min(1.0, max(0.0, value))
    number = low * (1.0 - part) + high * part  # exact at both ends
    return min(max(number, min(low, high)), max(low, high))  # a rounding may lie outside
