"""From the state of a preview to what the panel shows; and from the pointer to the area it points at."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from imgui_bundle import imgui

from renderer.data.beside import kinds_of
from renderer.data.role import BESIDE, STRATUM
from renderer.data.state import State
from renderer.data.table import Table
from renderer.frames.lookup import name_at
from renderer.frames.shown_time import when_shown
from renderer.scene.caption import caption_of
from renderer.session.session import Session
from renderer.show.player import Player
from renderer.show.present import Rect
from renderer.show.refine import REFINED
from renderer.show.shown_params import shown_params
from renderer.show.stage import Stage

from .actions import PreviewState
from .movable import movable, sentences
from .panel.contents import Here, InRole, PanelState, Playing, PutIn
from .panel.readout import counts, reading

__all__ = ["Pointer", "panel_state"]

Point = tuple[float, float]  # units of the window, from its lower left


class Pointer:
    """Where the mouse is, and whether it was clicked."""

    def __init__(self, stage: Stage) -> None:
        """Point at nothing yet."""
        self._stage = stage
        self._at: Point | None = None
        self._click: Point | None = None

    def handlers(self) -> dict[str, Callable[..., None]]:
        """Return handlers for the window's events."""
        return {
            "on_mouse_motion": self._moved,
            "on_mouse_press": self._pressed,
            "on_mouse_leave": lambda *_: setattr(self, "_at", None),
        }

    def here(self, rect: Rect, state: PreviewState) -> Here | None:
        """Return the area pointed at, or the pinned one; a click pins it, and the next lets it go."""
        click, self._click = self._click, None
        if state.sculptor is not None and state.sculptor.on:
            return None  # the mouse is a brush
        if click is not None and _inside(click, rect, self._stage.window.ratio) and not _popup():
            state.pinned = self._row(click, rect) if state.pinned is None else None
        shown = self._row(self._at, rect) if state.pinned is None else state.pinned
        engine = self._stage.engine
        if shown is None or engine is None:
            return None
        if not (name := name_at(shown, engine.table.areas, engine.pipeline.map)):
            return None  # it was pinned, and the figures or the map are others now
        return Here(name, () if _bare(engine.table, shown) else reading(engine.table, shown), state.pinned is not None)

    def _moved(self, x: float, y: float, *_: object) -> None:
        self._at = (x, y)

    def _pressed(self, x: float, y: float, *_: object) -> None:
        self._at = self._click = (x, y)

    def _row(self, at: Point | None, rect: Rect) -> int | None:
        """Return the table's row at a place of the mouse."""
        engine, ratio = self._stage.engine, self._stage.window.ratio
        if at is None or engine is None or not engine.loaded.scene.picks or not _inside(at, rect, ratio):
            return None
        x = (at[0] * ratio - rect[0]) / rect[2]
        y = 1.0 - (at[1] * ratio - rect[1]) / rect[3]
        return engine.row_at(int(x * engine.size[0]), int(y * engine.size[1]))


def _inside(at: Point, rect: Rect, ratio: float) -> bool:
    """Return whether a place of the mouse lies in ``rect`` (px of the framebuffer)."""
    return all(0.0 <= place * ratio - low < size for place, low, size in zip(at, rect[:2], rect[2:], strict=True))


def _bare(table: Table, row: int) -> bool:
    """Return whether the area in ``row`` is on the map alone: beyond the table, or a row of it that a map brought."""
    if row >= len(table.areas):
        return True
    gaps = table.map_gaps.without_figures if table.map_gaps and table.on_map is not None else ()
    return table.areas[row].name in gaps and bool((table.state[:, row] == State.MISSING).all())


def _popup() -> bool:
    """Return whether the panel has a list or a colour open, which may lie over the picture."""
    return bool(imgui.is_popup_open("", imgui.PopupFlags_.any_popup))


def panel_state(
    state: PreviewState, now: float, index: int, error: str, here: Here | None, reloads: tuple[int, float]
) -> PanelState:
    """Return what the panel shows of ``state`` at frame ``index``."""
    stage, engine = state.stage, state.stage.engine
    common: dict[str, Any] = {
        "index": index, "time": index / float(state.clock.fps), "playing": state.clock.stopped is None,
        "error": error, "notes": state.said(now), "fps": float(state.clock.fps), "wanted": stage.wanted,
        "compiles": reloads[0], "trial": reloads[1],
    }  # fmt: skip
    if engine is None or state.session is None:
        waiting = () if error else ("Trying the scene ...",)
        return PanelState(state.module.resolve().parent.name, **{**common, "notes": waiting})
    scene, table = engine.loaded.scene, engine.table
    said = when_shown(engine, [scene.frame(index, state.clock.fps, engine.size)])
    return PanelState(
        scene.title, state.session, shown_params(stage, state.session, index),
        caption_of(scene, table, state.session.params, size=engine.size), when=said,
        timing=stage.timings.read(), size=engine.size, scale=stage.adaptive.scale, held=stage.guard.held,
        samples=state.refiner.samples if state.refiner else 0, most_samples=REFINED.samples,
        counts=_counted(table) if scene.wanted else {},
        put_in=_put_in(state.session, table), moved=sentences(state.session, table),
        movable=movable(scene, state.session, table),
        source=table.source, pick=scene.picks, feedback=scene.feedback,
        here=replace(here, when=said) if here else None,
        sculpting=state.sculptor.shown() if state.sculptor else None,
        instrument=_playing(state.player) if state.player else None, **common,
    )  # fmt: skip


def _put_in(session: Session, table: Table) -> PutIn | None:
    """Return the figures in the roles, as ``table`` shows them; None for a scene that has no roles."""
    if session.wanted is None:
        return None
    offer = session.offer
    strata = offer.strata if offer else ()
    asked = session.values.choice.figures.get(STRATUM, session.wanted.stratum)
    stratum = asked if asked in dict(strata) else ""  # of a group that is not there everybody is shown
    fits = dict(zip((role.name for role in offer.roles), offer.fits, strict=True)) if offer else {}
    roles = tuple(
        InRole(role.name, role.mark, column.figure, column.plain_label, column.unit,
               column.good, column.group if column.figure.partition("@")[2] != stratum else "",
               fits.get(role.name, ()), role.name in session.chosen, column.domain if role.domain else None,
               role.name in session.values.choice.domains)
        for role, column in zip(session.wanted.roles, table.columns, strict=False)  # groups beside each other follow
    )  # fmt: skip
    if not session.wanted.groups:
        return PutIn(roles, strata, stratum)
    others = {column.name.partition("@")[2]: column.group for column in table.columns[len(roles) :]}
    groups = ", ".join(label or name for name, label in others.items())
    beside = session.values.choice.figures.get(BESIDE, "")
    return PutIn(roles, strata, stratum, groups, beside, kinds_of([name for name, _ in strata]))


def _playing(player: Player) -> Playing:
    """Return the instrument as the panel shows it."""
    instrument = player.instrument
    played = tuple((address, f"{link.to} ({link.mode})" if link.mode != "absolute" else link.to)
                   for address, link in instrument.mapping.links.items())  # fmt: skip
    take = str(player.recorder.path) if player.recorder else ""
    return Playing(player.keyboard.playing, instrument.learning, take, instrument.said(), played)


def _counted(table: Table) -> Any:  # noqa: ANN401
    return counts(table)
