"""Finding and loading scenes: bundled ones by name, an artist's own by path."""

import builtins
import importlib.util
import os
import sys
import traceback
from dataclasses import dataclass, is_dataclass, replace
from pathlib import Path

from renderer.core.doing import doing
from renderer.core.errors import RendererError, SceneError
from renderer.core.paths import INSTALLATIONS
from renderer.core.suggest import nearest
from renderer.core.time_limit import TooLong, time_limit
from renderer.data.load import bundled
from renderer.params.param import specs
from renderer.params.preset import Preset, read_presets

from .chain import names, with_effects
from .contract import check_scene
from .faulty import with_feed
from .former_group import regrouped_preset
from .preset_fit import fit_preset
from .scene import Effect, Scene

__all__ = ["Loaded", "find", "installations", "load"]

LONGEST = 11.0  # s of computing that a scene's module may take: a trial of its first frame gives up after 12


@dataclass(frozen=True, slots=True)
class Loaded:
    """A scene with where it came from: ``name`` for people, ``module`` its scene.py."""

    scene: Scene
    name: str
    module: Path
    presets: tuple[Preset, ...] = ()

    def lost(self, preset: str | None = None) -> tuple[str, ...]:
        """
        Return what ``preset``, or any of all presets, says and the scene does not have, a sentence each.

        Files of presets that cannot be read are told whichever is asked for, but where that one is refused itself.
        """
        unread = {one.name: one.unread for one in self.presets if one.unread}
        if preset in unread:
            return ()
        return *(note for one in self.presets if preset in (None, one.name) for note in one.lost), *unread.values()

    @property
    def folder(self) -> Path:
        """The folder that holds its shaders and presets."""
        return self.module.parent

    @property
    def roots(self) -> tuple[Path, ...]:
        """The folders that its shaders may include files of, besides the library: its own, and those it declares."""
        return (self.folder, *(self.folder / root for root in self.scene.roots))


def installations(folder: Path = INSTALLATIONS) -> dict[str, Path]:
    """Return the scene module of every scene in ``folder``, by name; nothing is imported."""
    return {path.parent.name: path for path in sorted(folder.glob("*/scene.py"))}


def find(name: str) -> Path:
    """Return the scene module that ``name`` means: an installation, else a folder, or a scene.py."""
    path, known = Path(name), installations()
    if name in known:
        return known[name]
    if path.suffix == ".py" or len(path.parts) > 1 or (path / "scene.py").is_file():
        module = path if path.suffix == ".py" else path / "scene.py"
        if not module.is_file():
            made = path.parent.name or path.stem if path.suffix == ".py" else path.stem  # chorus new makes a folder
            raise SceneError(f"no scene at '{name}'; make one with `chorus new {made}`")
        return module
    there = dict.fromkeys([*known, *installations(Path.cwd())])  # and those that lie here
    hint = nearest(name, there, f"scenes: {', '.join(there)}; or give a folder's path")
    raise SceneError(f"no scene '{name}'{hint}")


def load(name: str | Path, effects: tuple[Effect, ...] | None = None, feed: str | None = None) -> Loaded:
    """
    Return the scene that ``name`` means, checked against the contract, its effects among its passes.

    effects : the chain over its picture in place of the scene's own; what presets say of that one rests
    feed : dated releases or messages whose faults strike it, in place of the scene's own; ``none`` for none

    Raises SceneError with file:line where the module does not import or breaks the contract.
    """
    module = find(str(name))
    own = _declared(module)
    if isinstance(own, Scene) and feed is not None:
        own = with_feed(own, feed)
    scene = _located(module, own, effects)
    resting = names(own.effects) - set(specs(scene.params)) if isinstance(own, Scene) and own.effects else set()
    presets = tuple(
        replace(preset, params={name: value for name, value in preset.params.items() if name not in resting},
                binds=tuple(bind for bind in preset.binds if bind.to not in resting))
        for preset in _presets(module.parent / "presets", scene)
    )
    fitted = tuple(_fitted(scene, preset, module.parent / "presets") for preset in presets)
    return Loaded(scene, module.resolve().parent.name, module, fitted)


def _fitted(scene: Scene, preset: Preset, folder: Path) -> Preset:
    """Return ``preset`` with what ``scene`` has of it, an ``unread`` one where it says what cannot be."""
    try:
        return fit_preset(scene, preset, folder)
    except RendererError as error:
        return Preset(preset.name, preset.title, order=preset.order, unread=str(error))


def _presets(folder: Path, scene: Scene) -> tuple[Preset, ...]:
    """Return the presets in ``folder``, those that were saved before the scene had roles as they are saved since."""
    known, found = specs(scene.params), read_presets(folder)
    return tuple(regrouped_preset(preset, known) for preset in found) if scene.roles else found


def _declared(module: Path) -> object:
    """Return what ``module`` calls SCENE."""
    content = _run(module)
    if "SCENE" not in content:
        raise SceneError(f"{module}: no SCENE in it; end the module with SCENE = Scene(...)")
    return content["SCENE"]


def _located(module: Path, own: object, effects: tuple[Effect, ...] | None) -> Scene:
    """Return the SCENE of ``module`` with its effects, checked; every error names the file."""
    try:
        if isinstance(own, Scene) and is_dataclass(own.params):
            own = with_effects(own, own.effects if effects is None else effects)
        return _with_data(check_scene(own, module.parent), module.parent)
    except SceneError as error:
        own = [step.lineno for step in traceback.extract_tb(error.__traceback__) if Path(step.filename) == module]
        raise SceneError(f"{module}:{own[-1]}: {error}" if own else f"{module}: {error}") from None


def _with_data(scene: Scene, folder: Path) -> Scene:
    """Return ``scene`` with the path of its table, which it gives from its own ``folder``, from the current one."""
    path = Path(scene.data)
    beside = folder / path
    if scene.data in bundled() or not (path.suffix or len(path.parts) > 1) or (path.exists() and not beside.exists()):
        return scene
    return replace(scene, data=os.path.normpath(beside))


def _run(module: Path) -> dict[str, object]:
    """Import ``module`` afresh and return its names."""
    label = f"chorus_scene_{module.resolve().parent.name}"
    spec = importlib.util.spec_from_file_location(label, module)
    if spec is None or spec.loader is None:
        raise SceneError(f"{module}: this is no Python module")
    loaded = importlib.util.module_from_spec(spec)
    sys.modules[label] = loaded  # dataclasses looks its module up while the class is made
    try:
        # Compiled from the text each time: a cached .pyc may be as new as a quick second save.
        with doing(module), time_limit(LONGEST):  # its own code may end this process, too, or never itself
            exec(compile(module.read_bytes(), str(module), "exec"), loaded.__dict__)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # exit() too: a scene may not end a show
        raise SceneError(_where(module, error)) from error
    finally:
        sys.modules.pop(label, None)
    return dict(loaded.__dict__)


def _where(module: Path, error: BaseException) -> str:
    """Return ``file:line: message`` with the quoted line for an error inside a scene module."""
    if isinstance(error, SyntaxError):
        line, text = error.lineno or 1, (error.text or "").strip()
        return f"{module}:{line}: {error.msg}\n    {text}"
    own = [step for step in traceback.extract_tb(error.__traceback__) if Path(step.filename) == module]
    line, text = (own[-1].lineno or 1, own[-1].line or "") if own else (1, "")
    plain = isinstance(error, (RendererError, TooLong))
    message = str(error) if plain else f"{type(error).__name__}: {error}{_meant(error)}"
    return f"{module}:{line}: {message}\n    {text}".rstrip()


def _meant(error: BaseException) -> str:
    """Return ``; did you mean 'x'?`` for a name that is not there and one like it that is, else ``""``."""
    if not isinstance(error, NameError) or error.__traceback__ is None:
        return ""
    *_, (frame, _) = traceback.walk_tb(error.__traceback__)
    return nearest(error.name or "", [*frame.f_locals, *frame.f_globals, *dir(builtins)])
