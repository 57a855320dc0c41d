"""Presets of a scene that was edited since: what it no longer has is left out and told, and the scene plays."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from renderer.core.errors import ParamError, RendererError, SceneError
from renderer.core.quote import quoted
from renderer.core.suggest import nearest
from renderer.core.toml_line import toml_place
from renderer.data.domain import Domain
from renderer.data.role import named_now
from renderer.params.bind import Bind, binds_now, check_binds
from renderer.params.param import specs
from renderer.params.preset import Preset
from renderer.params.refit_values import refit_values

from .filled import filled, ranged
from .scene import Scene

__all__ = ["fit_preset"]


def fit_preset(scene: Scene, preset: Preset, folder: Path) -> Preset:
    """
    Return ``preset`` with what ``scene`` has of it; ``lost`` tells, with the line in ``folder``, of what it has not.

    A value out of range comes to its end. Raises ParamError, with the line, for what is no figure or domain at all.
    """
    roles = scene.roles
    preset = replace(preset, figures=named_now(preset.figures, roles), domains=named_now(preset.domains, roles),
                     binds=binds_now(preset.binds, roles))  # fmt: skip
    fit = _Fit(scene, preset, folder / f"{preset.name}.toml")
    return replace(preset, params=fit.params(), figures=fit.figures(), domains=fit.domains(), binds=fit.binds(),
                   lost=tuple(fit.lost))  # fmt: skip


class _Fit:
    """What a scene has of a preset, table by table; ``lost`` gathers what it has not."""

    def __init__(self, scene: Scene, preset: Preset, path: Path) -> None:
        self.scene, self.preset, self.path = scene, preset, path
        self.known = specs(scene.params)
        self.lost: list[str] = []

    def params(self) -> dict[str, Any]:
        """Return the values of parameters that there are, inside their ranges."""
        kept: dict[str, Any] = {}
        for name, value in self.preset.params.items():
            if name in self.known:
                fitted, notes = refit_values({name: value}, self.scene.params())
                kept[name] = getattr(fitted, name)
                self.lost += [self._told(note, "params", name) for note in notes]
            else:
                self._left(f"no parameter {quoted(name)}{nearest(name, self.known)}", "params", name)
        return kept

    def figures(self) -> dict[str, str]:
        """Return what stands in roles that there are."""
        kept = {}
        for role, figure in self.preset.figures.items():
            try:
                filled(self.scene, {role: figure}, ())
                kept[role] = figure
            except ParamError as error:
                self._left(str(error), "figures", role)
            except RendererError as error:
                raise ParamError(self._told(str(error), "figures", role)) from None
        return kept

    def domains(self) -> dict[str, Domain]:
        """Return from where to where roles are shown that can have a domain."""
        kept = {}
        able = {role.name for role in self.scene.roles if role.domain}
        for role, domain in self.preset.domains.items():
            try:
                ranged(self.scene, {role: domain})
                kept[role] = domain
            except ParamError as error:
                if role in able:
                    raise ParamError(self._told(str(error), "domains", role)) from None
                self._left(str(error), "domains", role)
        return kept

    def binds(self) -> tuple[Bind, ...]:
        """Return the binds that can move a parameter of the scene."""
        kept: list[Bind] = []
        for number, bind in enumerate(self.preset.binds, 1):
            try:
                check_binds([*kept, bind], self.known, self.scene.figures)
                kept.append(bind)
            except SceneError as error:
                words = str(error).partition(", ")[2]  # its number among those that are kept is another
                self._left(f"bind {number}, {words}", "binds", number=number)
        return tuple(kept)

    def _told(self, words: str, table: str, key: str = "", number: int = 1) -> str:
        return f"{toml_place(self.path, table, key, number)}: preset '{self.preset.name}': {words}"

    def _left(self, words: str, table: str, key: str = "", number: int = 1) -> None:
        end = " It is left out" if words.endswith("?") else "; it is left out"
        self.lost.append(self._told(f"{words}{end}", table, key, number))
