"""From a save to the stage: what is refused there is tried again with the next save, and told once it plays."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from renderer.core.errors import RendererError

from .mended import Mended
from .reload import News
from .stage import Stage

__all__ = ["Adoption"]


class Adoption:
    """Puts what saves bring on one stage, and knows whether what was saved last is what plays there."""

    def __init__(self, stage: Stage, say: Callable[[str], None], told: dict[str, float] | None = None) -> None:
        """Begin with nothing refused; ``say`` and ``told`` are those of ``Mended``."""
        self._stage, self._mended = stage, Mended(say, told)
        self._refused, self._picture_error = False, ""
        self._inputs: dict[str, Any] = {}  # that were read, and are not on the stage yet
        self._saved: str | None = None  # what was adopted, and no frame was drawn of yet

    def adopt(self, news: News) -> bool:
        """
        Play what ``news`` brings; raise RendererError, and go on with what played before, where it cannot be.

        Returns whether it was compiled anew: a save of a preset does where what was saved before it was refused, since
        it comes with the scene as it was saved.
        """
        stage = self._stage
        if stage.error:  # in its own code, which a trial may not see
            self._mended.follow(stage.error)
        self._inputs |= news.inputs
        try:
            if news.loaded is None or news.figures is None:
                raise RendererError(news.error)
            compiled = self._refused or not news.only_presets or stage.engine is None
            if compiled:
                stage.adopt(news.loaded, news.figures)
            stage.give(_declared(self._inputs, news.loaded.scene.inputs))
        except RendererError as error:
            self.refuse(str(error))
            raise
        self._inputs, self._refused = {}, False
        if stage.error and stage.error == self._picture_error:  # a frozen wall draws no frame, which would clear it
            stage.error = ""
        self._picture_error, self._saved = news.error, ", ".join(news.changed)
        if news.error:  # of a picture that cannot be read: all else plays
            self._mended.follow(news.error, self._saved)
            self._saved = None
        return compiled

    def refuse(self, words: str) -> None:
        """Take ``words`` for why what was saved last does not play."""
        self._mended.follow(words)
        self._refused, self._saved = True, None

    def drawn(self) -> None:
        """Tell that what was wrong plays again, where a frame was drawn of it, or the wall stands."""
        if self._saved is not None:
            self._mended.follow(self._stage.error, self._saved)  # a preset's save mends no scene
            self._saved = None


def _declared(pixels: Mapping[str, Any], inputs: Iterable[Any]) -> dict[str, Any]:
    """Return those of ``pixels`` that the scene still has an input for."""
    names = {one.name for one in inputs}
    return {name: picture for name, picture in pixels.items() if name in names}
