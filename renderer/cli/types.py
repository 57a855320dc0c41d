"""What may be typed where: each type turns a word into a value, or says what is wrong with it."""

import math
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from renderer.core.errors import UsageError
from renderer.scene.listing import listing

from .own_code import announce

if TYPE_CHECKING:
    from fractions import Fraction
    from pathlib import Path

    from renderer.scene.catalogue import Loaded

__all__ = ["LAST_FRAME", "MOST_FRAMES", "Moment", "OscPort", "Rate", "Real", "SceneName", "ScenePath", "Seed", "Seeds",
           "Span", "WallSize"]  # fmt: skip

MOST_FRAMES = 10_000_000  # of one file
LAST_FRAME = 10**10 - 1  # of a show of ten years

# Since click 8.4 the type says what it becomes; before, it cannot be said.
if TYPE_CHECKING:
    _Type = click.ParamType[Any]
else:
    _Type = click.ParamType
Param = click.Parameter | None
Ctx = click.Context | None


class ScenePath(_Type):
    """A scene by name or by path, as the Path of its scene.py; it is not imported."""

    name = "scene"

    def convert(self, value: Any, param: Param, ctx: Ctx) -> "Path":  # noqa: ANN401, ARG002
        """Return the module that ``value`` means."""
        from renderer.scene.catalogue import find

        module = find(str(value))
        announce(module)
        return module

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> list[CompletionItem]:
        """Offer the scenes that begin so; of a path the folders."""
        if "/" in incomplete or incomplete.startswith("."):
            return [CompletionItem(incomplete, type="dir")]
        return [CompletionItem(s.name, help=s.title) for s in listing() if s.name.startswith(incomplete)]


class SceneName(ScenePath):
    """A scene by name or by path, loaded and checked against the contract."""

    def convert(self, value: Any, param: Param, ctx: Ctx) -> "Loaded":  # type: ignore[override]  # noqa: ANN401, ARG002
        """Return the scene that ``value`` means."""
        from renderer.scene.catalogue import Loaded, find, load

        if isinstance(value, Loaded):
            return value
        announce(find(str(value)))
        return load(str(value))


class Span(_Type):
    """Frames ``A..B``, both ends included, or a single one; becomes a ``range``."""

    name = "a..b"

    def convert(self, value: Any, param: Param, ctx: Ctx) -> range:  # noqa: ANN401, ARG002
        """Return the frames of ``value``."""
        if isinstance(value, range):
            return value
        first, dots, last = str(value).strip().partition("..")
        try:
            start, end = int(first), int(last if dots else first)
        except ValueError:
            raise UsageError(f"'{value}' names no frames; write 0..179, or one number such as 90") from None
        if start < 0:
            raise UsageError(f"'{value}' begins before frame 0")
        if end < start:
            raise UsageError(f"'{value}' ends before it begins")
        if end > LAST_FRAME:
            raise UsageError(f"'{value}' goes beyond frame {LAST_FRAME}, the last one that can be drawn")
        if end - start >= MOST_FRAMES:
            raise UsageError(f"'{value}' names more than {MOST_FRAMES:,} frames; draw them into several files")
        return range(start, end + 1)


class Real(click.FloatRange):
    """A number within a range, which has an end: click lets ``nan`` into every range."""

    def _describe_range(self) -> str:
        """Return what help says of the range: nothing where there is none, where click says ``x<=None``."""
        return "" if self.min is None and self.max is None else super()._describe_range()

    def convert(self, value: Any, param: Param, ctx: Ctx) -> float:  # noqa: ANN401
        """Return the number that ``value`` writes."""
        number = float(super().convert(value, param, ctx))
        if not math.isfinite(number):
            raise UsageError(f"'{value}' is no number; write it as 0.5")
        return number


class Rate(_Type):
    """Frames per second, exact: ``30``, ``25``, ``30000/1001``, ``29.97``."""

    name = "fps"

    def convert(self, value: Any, param: Param, ctx: Ctx) -> "Fraction":  # noqa: ANN401, ARG002
        """Return the rate of ``value``."""
        from renderer.core.units import parse_rate

        return parse_rate(str(value))


class Moment(_Type):
    """A moment of a show: ``130`` (s), ``2:10`` or ``1:02:10``, as s."""

    name = "moment"

    def convert(self, value: Any, param: Param, ctx: Ctx) -> float:  # noqa: ANN401, ARG002
        """Return the s of ``value``."""
        try:
            numbers = [float(part) for part in str(value).split(":")]
        except ValueError:
            numbers = []
        if not 1 <= len(numbers) <= 3 or not all(0.0 <= number < 1e6 for number in numbers):
            raise UsageError(f"'{value}' is no moment of a show; write it as 130, 2:10 or 1:02:10")
        return sum(number * 60.0**place for place, number in enumerate(reversed(numbers)))


class OscPort(_Type):
    """``PORT`` or ``HOST:PORT`` to hear OSC on, as host and port."""

    name = "port"

    def convert(self, value: Any, param: Param, ctx: Ctx) -> tuple[str, int]:  # noqa: ANN401, ARG002
        """Return the place that ``value`` means."""
        from renderer.show.osc import parse_place

        return value if isinstance(value, tuple) else parse_place(str(value))


class Seed(_Type):
    """A seed, 0 .. 2**32 - 1."""

    name = "seed"

    def convert(self, value: Any, param: Param, ctx: Ctx) -> int:  # noqa: ANN401, ARG002
        """Return the seed of ``value``."""
        from renderer.params.parse import parse_seeds

        seeds = parse_seeds(str(value))
        if len(seeds) != 1:
            raise UsageError(f"'{value}' is {len(seeds)} seeds; here goes one")
        return seeds[0]


class Seeds(_Type):
    """One seed or many: ``7``, ``0..9``, ``1,5,9``."""

    name = "seeds"

    def convert(self, value: Any, param: Param, ctx: Ctx) -> tuple[int, ...]:  # noqa: ANN401, ARG002
        """Return the seeds of ``value``."""
        from renderer.params.parse import parse_seeds

        return value if isinstance(value, tuple) else tuple(parse_seeds(str(value)))


class WallSize(_Type):
    """A size as text, refused at once where it is none; ``parse_size`` reads it with the dpi."""

    name = "size"

    def convert(self, value: Any, param: Param, ctx: Ctx) -> str:  # noqa: ANN401, ARG002
        """Return ``value``, which is a size."""
        from renderer.core.units import parse_size

        parse_size(str(value), dpi=1.0)
        return str(value)
