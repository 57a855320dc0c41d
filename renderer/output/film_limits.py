"""What a codec takes: from how few to how many px, which widths, how many pictures a second; all else is refused."""

from fractions import Fraction

from renderer.core.errors import UsageError

from .codecs.encoders import CODECS, Codec
from .formats import Choice

__all__ = ["check_film", "check_rate", "padded"]

Px = tuple[int, int]


def padded(codec: Codec, size: Px) -> Px:
    """
    Return the px that are encoded: ``size``, continued to the sides that the codec asks for.

    >>> padded(CODECS["hap"], (854, 480)), padded(CODECS["ffv1"], (5, 3))
    ((856, 480), (5, 3))
    """
    return (-(-size[0] // codec.sides[0]) * codec.sides[0], -(-size[1] // codec.sides[1]) * codec.sides[1])


def check_film(choice: Choice, size: Px) -> None:
    """Raise UsageError for a film of px that its codec does not take, with the nearest that it takes."""
    if choice.codec is None:
        return
    codec = CODECS[choice.codec]
    asks = _asks(codec, size)
    if not asks:
        return
    fits = "{}x{}".format(*_nearest(codec, size))
    others = [name for name in choice.format.codecs if not _asks(CODECS[name], size)]
    raise UsageError(f"{codec.label} takes {asks}, and {choice.path.name} would have {size[0]}x{size[1]}: "
                     f"take --size {fits}{f', or --codec {others[0]}' if others else ''}")  # fmt: skip


def check_rate(choice: Choice, fps: Fraction) -> None:
    """Raise UsageError for a frame rate that no player keeps."""
    if choice.codec is None:
        return
    highest = CODECS[choice.codec].fastest
    if not 0 < fps <= highest:
        raise UsageError(f"--fps {float(fps):g} does not fit {choice.path.name}: at most {highest} are played.")


def _asks(codec: Codec, size: Px) -> str:
    """Return what ``codec`` asks of a picture that ``size`` does not give; "" where it takes it."""
    made = padded(codec, size)
    if made[0] < codec.smallest[0] or made[1] < codec.smallest[1]:
        return "{}x{} px and more".format(*codec.smallest)
    if made[0] > codec.largest[0] or made[1] > codec.largest[1]:
        return "{}x{} px at most".format(*codec.largest)
    return f"widths that are multiples of {codec.widths}" if size[0] % codec.widths else ""


def _nearest(codec: Codec, size: Px) -> Px:
    """Return the px nearest to ``size`` that ``codec`` takes: smaller in its shape where it is too large."""
    most = tuple(side // step * step for side, step in zip(codec.largest, codec.sides, strict=True))
    less = min(1.0, most[0] / size[0], most[1] / size[1])
    width, height = max(int(size[0] * less), codec.smallest[0]), max(int(size[1] * less), codec.smallest[1])
    step = codec.widths
    near = max(round(width / step) * step, -(-codec.smallest[0] // step) * step)
    return min(near, most[0] // step * step), height
