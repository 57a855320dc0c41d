"""The scene contract: a scene is data, plus at most one pure function.

    SCENE = Scene(
        title="Enamel",
        params=Params,
        roles=(Role("lit", "prisms in the light", good="more", default="dental_visit"),),
        passes=(Pass("prisms", "prisms.frag", format="f4"), Pass("image", "image.frag", reads=("prisms",))),
    )
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal

from renderer.core.camera import Camera
from renderer.core.frame import Frame
from renderer.core.volume import Volume
from renderer.data.role import Role, WantedRoles
from renderer.params.bind import Bind
from renderer.params.trigger import Trigger
from renderer.signals.envelope import Envelope
from renderer.signals.name import groups_of

from .reads import Input, Read, parse_reads
from .solid import Solid

__all__ = ["Effect", "EffectPass", "Footprint", "Mark", "Pass", "Scene"]

Mark = tuple[int, int, int, float | None]  # column; first area and how many it is the mean of; 0 .. 1 of all times


@dataclass(frozen=True, slots=True)
class Footprint:
    """
    How far a pass looks around a pixel of the picture's size, so that a picture can be drawn in parts.

    radius : px it reads around itself, in passes of the picture's size; also a sum of ``width``, ``height`` and
        ``rows``. dFdx, dFdy and fwidth of what it reads look 1 px further
    displacement : px that a last frame may move in one step; where it moves at all, it is drawn whole
    whole : reads anywhere (a reduction, a mip, a free lookup) in all it reads, or in the passes named here.
        These are drawn whole, once for all parts; so is a compute or geometry pass of which it is True
    """

    radius: int | str = 0
    displacement: float = 0.0
    whole: bool | tuple[str, ...] = False


@dataclass(frozen=True, slots=True)
class Pass:
    """
    One draw into one target.

    name : its target's name; other passes read it as ``t_<name>``
    shader : a file of the scene's folder. ``.frag`` covers the target; ``.vert`` draws ``instances``
        of ``vertices`` with the ``.frag`` of the same stem; ``.comp`` writes ``i_<name>`` by compute
    reads : passes before it and inputs that it samples, each as ``t_<name>``. Its own name makes it a
        ping-pong (feedback) pass: its last frame. ``last("cells")`` is the last frame of any pass,
        ``t_last_cells``; ``"relief.normal"`` a further output of a pass, ``t_relief_normal``
    format : ``f2`` or ``f4`` linear-light float with 4 channels, ``u1`` 8 bit
    size : width and height of the target, sums of ``width`` and ``height`` of the output, px
    instances, vertices : sums of ``rows``, ``columns``, ``times``, ``width``, ``height`` and whole parameters, and of
        ``places``, ``place_triangles`` and ``place_lines`` where the scene reads a map
    mode : what the vertices make
    blend : ``none`` (depth tested), ``over`` (premultiplied) or ``add`` (light)
    local : threads of one compute group, x and y
    filter : how other passes sample it
    wrap : whether it repeats beyond its edge
    footprint : how far it looks around a pixel
    outputs : up to three more that it writes beside ``o``, as ``o_<output>`` (``i_<name>_<output>`` by compute)
    """

    name: str
    shader: str
    reads: tuple[str, ...] = ()
    format: Literal["f2", "f4", "u1"] = "f2"
    size: tuple[str, str] = ("width", "height")
    instances: str = "1"
    vertices: str = "3"
    mode: Literal["triangles", "triangle_strip", "lines", "points"] = "triangles"
    blend: Literal["none", "over", "add"] = "none"
    local: tuple[int, int] = (8, 8)
    filter: Literal["linear", "nearest"] = "linear"
    wrap: bool = False
    footprint: Footprint = field(default_factory=Footprint)
    outputs: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """What draws it: ``fragment``, ``geometry`` or ``compute``."""
        return {"frag": "fragment", "vert": "geometry", "comp": "compute"}.get(
            self.shader.rpartition(".")[2], "unknown"
        )

    @property
    def sampled(self) -> tuple[Read, ...]:
        """What it reads, taken apart."""
        return parse_reads(self.reads, self.name)


@dataclass(frozen=True, slots=True, init=False)
class Effect:
    """
    One glitch of a scene's chain: ``Effect("tear", bands=12)``.

    name : a file of ``shaders/effects``; settings : its parameters where they begin elsewhere than there
    """

    name: str
    settings: tuple[tuple[str, Any], ...]

    def __init__(self, name: str, **settings: Any) -> None:  # noqa: ANN401
        """Name the effect and what is set otherwise."""
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "settings", tuple(settings.items()))


@dataclass(frozen=True, slots=True)
class EffectPass(Pass):
    """
    A pass that an effect brings, written for any scene.

    key : its effect in the chain; ``u_<key>_amount`` and ``u_<key>_wet`` at 0 leave the picture as it is
    source : the pass that gives the picture so far
    aliases : names in its GLSL, and what they mean in this scene
    leads : whether it is the effect's last pass; idle : whether it may rest while the effect does nothing
    """

    key: str = ""
    source: str = ""
    aliases: tuple[tuple[str, str], ...] = ()
    leads: bool = False
    idle: bool = True


@dataclass(frozen=True, slots=True)
class Scene:
    """
    An installation, as its folder's ``scene.py`` declares it in one ``SCENE`` constant.

    title : for people; ``look`` : one sentence on what stands there, without its figures, for who cannot see it
    params : a frozen dataclass of ``param`` lines
    passes : drawn in order; the last one is the picture: linear light, premultiplied alpha
    inputs : textures that are no passes: pictures, maps, media
    roots : folders besides its own, from there, that its shaders may include files of: ``("../common",)``
    roles : what its marks can show; a measure is put into each
    strata : groups whose figures stand beside each other: kinds, ``kind=stratum``, or ``everybody``, who come first
    stratum : ``kind=stratum`` whose figures roles show that name nobody, "" for everybody
    stratum_asked : whether an artist named it
    beside, beside_asked : groups that somebody chose in place of ``strata``, and whether that was an artist
    place, place_asked : the larger area whose parts alone are shown, "" for all, and whether an artist named it
    gather, gather_asked : larger areas that are shown in place of their parts, and whether an artist named them
    groups_alone : whether it shows groups beside each other alone, where there are two or more; then nothing need be
        known of everybody, and those groups say from where to where roles are shown
    group_means : whether a mark can be the mean of a group over all areas: then the range of a role suits these, too
    most : areas that it holds and can still be read, 0 for any number; more are gathered into the larger areas that
        the table says they are part of, or refused
    parts : whether, where the table names no larger areas or too many, it shows means of parts of them by itself
    partly : what it shows only some of at once: ``areas`` or ``groups``, how many, and the sentence that tells it where
        there are more, with ``{count}``
    columns : measures of a certain table, ``"name"`` or ``"name@kind=stratum"``, in place of roles
    data : the table when the artist names none: a bundled name, or a path from the scene's folder
    binds : figures that move parameters
    views : the box a 3-D scene lives in, mm; with it the scene takes views, which every hologram and
        stereo output needs
    camera : pure function of frame and params for from where that box is seen, by every output; without, straight
        from before it
    depth : pass and channel (0 .. 3) that hold the distance from the eye, mm, 0 where nothing is
    places : whether it reads a map, as ``place_at(p)`` of lib/place/at.glsl and the others beside it
    sculpt : whether it takes strokes of a hand, as ``sculpt(p)`` of lib/sculpt/deform.glsl
    solid : the form as an object, for meshes and printers
    derive : pure function of frame and params for what GLSL cannot say well; each key becomes ``u_<key>``
    effects : the chain of glitches over the picture, first to last; an artist may name another
    triggers : faults of the feed that move parameters
    feed : the dated releases or messages whose faults ``t_faults`` shows, of each area and family
    envelope : how a fault comes and goes in ``t_faults``
    pick : pass and channel (0 .. 3) that hold the table's row at a pixel, for the row inspector; without, of a scene
        with ``places`` the area that place_at has at the same point of the picture: right where no camera moves it
    least_change : share of its picture's pixels, 0 .. 1, that must change where figures change places
    all_times : whether all times of the table stand beside each other in every frame, as on a frieze: then its words
        on states and ranges are of all of them, and its figures are from the first to the last
    seconds : length of its loop; ``u_playhead`` runs from 0 to 1 over it
    caption : two sentences for a passer-by: what one mark is, what its light, size or motion says
    reading : one sentence for whoever stays: how to tell from the picture alone how much a mark says
    marks : where its marks are no single areas, pure function of params, of how many areas and groups beside each other
        are shown, and whether each role shows something: of each mark a column, the first area and how many it shows
        the mean of, and at which part of all times, 0 .. 1, None for the moment of the frame
    phrases : pure function of params and of how many areas and groups beside each other are shown: parts of both, each
        by the name that stands for it there, and with names of its own in braces
    """

    title: str
    params: type
    passes: tuple[Pass, ...]
    inputs: tuple[Input, ...] = ()
    roots: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    strata: tuple[str, ...] = ()
    stratum: str = ""
    stratum_asked: bool = False
    beside: tuple[str, ...] | None = None
    beside_asked: bool = False
    place: str = ""
    place_asked: bool = False
    gather: str = ""
    gather_asked: bool = False
    groups_alone: bool = False
    group_means: bool = False
    most: int = 0
    parts: bool = False
    partly: tuple[tuple[str, int, str], ...] = ()
    columns: tuple[str, ...] = ()
    data: str = "us_oral_health"
    binds: tuple[Bind, ...] = ()
    views: Volume | None = None
    camera: Callable[[Frame, Any], Camera] | None = None
    depth: tuple[str, int] | None = None
    places: bool = False
    sculpt: bool = False
    solid: Solid | None = None
    effects: tuple[Effect, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    feed: str = ""
    envelope: Envelope = field(default_factory=Envelope)
    derive: Callable[[Frame, Any], Mapping[str, float]] | None = None
    pick: tuple[str, int] | None = None
    least_change: float = 0.0
    all_times: bool = False
    seconds: float = 12.0
    look: str = ""
    caption: str = ""
    reading: str = ""
    marks: Callable[[Any, int, int, tuple[bool, ...]], Iterable[Mark]] | None = None
    phrases: Callable[[Any, int, int], Mapping[str, str]] | None = None

    def frame(
        self, index: int = 0, fps: Fraction = Fraction(30), size: tuple[int, int] = (1280, 720), seed: int = 0
    ) -> Frame:
        """Return frame ``index`` of this scene, which knows the length of its loop."""
        return Frame(index, fps, size, seed, max(1, round(self.seconds * fps)))

    @property
    def wanted(self) -> tuple[str, ...] | WantedRoles:
        """What it reads of a table; nothing is false."""
        if not self.roles:
            return self.columns
        apart = tuple((group, f"bind {number}, to '{bind.to}'") for number, bind in enumerate(self.binds, 1)
                      for group in groups_of(bind.signal))  # fmt: skip
        return WantedRoles(self.roles, self.strata, self.stratum, self.stratum_asked, self.most, self.parts,
                           self.partly, apart, self.beside, self.beside_asked, self.place,
                           self.place_asked, self.gather, self.gather_asked, self.groups_alone,
                           self.group_means)  # fmt: skip

    @property
    def figure_names(self) -> tuple[str, ...]:
        """The names under which figures are chosen: its roles, whose they show, whose stand beside each other."""
        return self.wanted.names if isinstance(self.wanted, WantedRoles) else ()

    @property
    def picks(self) -> bool:
        """Whether it says which row of the table a pixel is."""
        return self.pick is not None or self.places

    @property
    def figures(self) -> tuple[str, ...]:
        """The names by which binds call its figures."""
        return tuple(role.name for role in self.roles) or self.columns

    @property
    def kept(self) -> frozenset[str]:
        """The passes whose last frame some pass reads."""
        return frozenset(read.source for step in self.passes for read in step.sampled if read.last)

    @property
    def feedback(self) -> bool:
        """Whether any frame depends on the one before it."""
        return bool(self.kept)
