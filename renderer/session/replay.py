"""A session into a take, and a take into a session."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

from renderer.params.bind import binds_now
from renderer.params.bind_text import binds_of, plain_binds
from renderer.params.param import assign
from renderer.params.phase import Phases
from renderer.scene.effect import listed

from .in_hand import Values
from .open_setup import setup_now
from .recorder import Recorder
from .session import Session
from .setup import Setup
from .take import Head, Take

__all__ = ["begin_take", "keep", "replayed"]


def begin_take(
    path: Path, setup: Setup, session: Session, *, frame: int, fps: Fraction, size: tuple[int, int],
    say: Callable[[str], None] = lambda _: None, after: bool = False,
) -> Recorder:  # fmt: skip
    """
    Return the recorder of a take that begins now, with ``setup`` as ``session`` plays it; raises DataError.

    after : go on with the take in ``path``, where there is one
    """
    head = Head(setup_now(setup, session), datetime.now().astimezone(), fps, size, frame,
                tuple(name for name, spec in session.known.items() if spec.kind == "trigger"),
                session.release)  # fmt: skip
    return Recorder(path, head, say, after=after)


def keep(recorder: Recorder, session: Session, frame: int) -> None:
    """Record ``session`` as it is when ``frame`` is drawn: after morphs and inputs, before triggers are off again."""
    shown: dict[str, Any] = {"figures": dict(session.shown)} if session.shown else {}
    shown |= {"domains": session.reach} if session.reach else {}
    shown |= {"release": session.release} if session.release else {}
    played = session.binds if session.played is None else session.played
    recorder.record(frame, session.params, session.phases, restart=session.restart, seed=session.values.seed,
                    held=session.values.held, binds=plain_binds(played), effects=listed(session.effects),
                    **shown)  # fmt: skip


def replayed(session: Session, take: Take, frame: int, fps: Fraction | None = None) -> Session:
    """
    Return ``session`` as the take has it at ``frame``, counted at ``fps``, the take's own without.

    The scene must have the take's parameters (``read_take`` with ``session.known``), and its effects: where
    ``take.fact("effects", frame)`` changes, the scene is loaded anew. Raises ParamError.
    """
    params = assign(session.params, **{n: v for n, v in take.at(frame, fps).items() if n in session.known})
    rates = {name: getattr(params, name) for name, spec in session.known.items() if spec.unit == "Hz"}
    said = take.fact("binds", frame, fps)
    roles = session.wanted.roles if session.wanted else ()
    values = Values(params, frozenset(take.fact("held", frame, fps)), take.fact("seed", frame, fps),
                    binds=session.unless_own(None if said is None else binds_now(binds_of(said), roles)))  # fmt: skip
    phases = Phases(rates, dict.fromkeys(rates, 0.0) | take.offsets_at(frame, fps))
    return replace(session, values=values, phases=phases, morph=None, restart=take.restarts(frame, fps),
                   shown=take.fact("figures", frame, fps), reach=take.fact("domains", frame, fps),
                   release=take.fact("release", frame, fps))  # fmt: skip
