"""The colour profile of a printer, read without trust, and the two that come with Chorus."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from renderer.core.errors import UsageError
from renderer.core.small_file import read_bytes

from .icc import display_p3, profile

if TYPE_CHECKING:
    from PIL.ImageCms import ImageCmsProfile

__all__ = ["BUILT_IN", "PrinterProfile", "read_profile"]

BUILT_IN = {"srgb": profile, "p3": display_p3}
_SPACES = {"RGB": 3, "CMYK": 4}
_CLASSES = {"prtr": "a printer", "mntr": "a screen", "spac": "a colour space"}


@dataclass(frozen=True, slots=True)
class PrinterProfile:
    """
    What numbers a printer takes for a colour.

    name : as its maker calls it; space : ``RGB`` or ``CMYK``; content : the profile itself
    """

    name: str
    space: str
    content: bytes

    @property
    def components(self) -> int:
        """Numbers a pixel."""
        return _SPACES[self.space]

    def opened(self) -> "ImageCmsProfile":
        """Return it as Little CMS has it."""
        from PIL import ImageCms

        return ImageCms.ImageCmsProfile(BytesIO(self.content))


def read_profile(word: str) -> PrinterProfile:
    """
    Return the profile that ``word`` names: ``srgb``, ``p3``, or a file.

    Raises UsageError for a file that is no profile, or is none of what pictures are converted to.
    """
    if word in BUILT_IN:
        return _checked(word, BUILT_IN[word]())
    path = Path(word)
    try:
        return _checked(path.name, read_bytes(path))
    except FileNotFoundError:
        raise UsageError(f"--icc {word}: there is no such file; name the profile that your printer gives you, an .icc "
                         f"or .icm, or {' or '.join(BUILT_IN)}") from None  # fmt: skip
    except (OSError, ValueError) as error:
        why = (isinstance(error, OSError) and error.strerror) or error
        raise UsageError(f"--icc {word} is no profile to print with: {why}; ask your printer for the .icc of the "
                         "paper") from None  # fmt: skip


def _checked(word: str, content: bytes) -> PrinterProfile:
    """Return the profile of ``content``; raises ValueError, OSError where it is none."""
    from PIL import ImageCms

    if content[36:40] != b"acsp":
        raise ValueError("it does not begin as one")
    found = ImageCms.ImageCmsProfile(BytesIO(content)).profile
    space, kind = found.xcolor_space.strip(), found.device_class.strip()
    if kind not in _CLASSES or space not in _SPACES:
        what = _CLASSES.get(kind, f"of the class '{kind}'")
        raise ValueError(f"it is {what} of {space} colours, and a picture is printed in RGB or CMYK")
    if space == "CMYK" and kind != "prtr":
        raise ValueError("it is of CMYK, and no printer's")
    return PrinterProfile(" ".join((found.profile_description or word).split()), space, content)
