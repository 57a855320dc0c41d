"""What the flash guard remembers between two pictures: with it a film that goes on is judged, and held, as a whole."""

from renderer.core.object_state import Left

from .analyse import Analyser
from .attenuate import Attenuation
from .holding import Holding
from .judge import Judge
from .limiter import FrameTimes, Limiter
from .limits import Geometry, Limits
from .measure import Measured
from .numpy_limiter import NumpyLimiter
from .over_grounds import TransparentLimiter
from .patterns import Patterns, Search
from .points import Gate, Points, RedPoints, Turns
from .stripes import Pattern, Stripes
from .swing import Blocks, RedSwing, Swing, Tally, VisualField
from .verdict import Failure, Series
from .watch import Meter, Watch

__all__ = ["REMEMBERED"]

_WHOLE = (Analyser, Attenuation, Blocks, Failure, FrameTimes, Gate, Geometry, Holding, Judge, Limiter, Limits, Meter,
          NumpyLimiter, Pattern, Patterns, Points, RedPoints, RedSwing, Search, Series, Stripes, Swing, Tally,
          TransparentLimiter, Turns, VisualField, Watch)  # fmt: skip


def _nothing() -> None:
    """Stand for the detail of a picture that was judged: only its light on the grid is asked for later."""


# For ``core.object_state``: the classes that hold something of the past, and what of them is made anew.
REMEMBERED: Left = {**{one: {} for one in _WHOLE}, Measured: {"detail": lambda: _nothing, "_kept": dict}}
