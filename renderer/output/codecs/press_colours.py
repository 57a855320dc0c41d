"""A picture in the colours of a press: converted strip by strip, and what the press cannot do counted.

Little CMS converts, with black point compensation (ISO 18619): black becomes the press's black, not a hole of it.
Out of gamut is a colour that comes out more than 5 CIELAB units (CIE 1976) beside what it was, paper's white and the
press's black taken for white and black: the step from which Little CMS, too, raises its alarm. It is asked relative
colorimetric, whatever the intent: perceptual moves also what the press can print, and absolute all that is white.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from renderer.core.errors import UsageError
from renderer.displays.options import Options

from .icc import profile
from .printer_profile import PrinterProfile, read_profile
from .wanted import Pixels

if TYPE_CHECKING:
    from PIL.ImageCms import ImageCmsTransform

__all__ = ["COLOUR_OPTIONS", "PressColours", "press_of"]

COLOUR_OPTIONS = ("icc", "intent", "ink-limit", "proof")
INTENTS = {"relative": "RELATIVE_COLORIMETRIC", "perceptual": "PERCEPTUAL", "saturation": "SATURATION",
           "absolute": "ABSOLUTE_COLORIMETRIC"}  # the habit first, as Pillow calls them  # fmt: skip
_ALARM = 5.0  # CIELAB units
_FINE = 64  # colours a side of the cube that is asked: each stands for 4 codes
_HIGHEST = 400.0  # % of ink, four full plates


class PressColours:
    """
    What turns sRGB into the numbers of a press, and counts.

    intent : of ``INTENTS``; limit : % of ink that the paper takes, None where nobody said
    proof : whether what the press makes of it is returned, as sRGB, in place of the press's numbers
    """

    def __init__(self, printer: PrinterProfile, intent: str, limit: float | None, *, proof: bool) -> None:
        """Prepare; raises UsageError where Little CMS cannot convert to this profile."""
        from PIL import ImageCms

        self.printer, self.intent, self.limit, self.proof = printer, intent, limit, proof
        self._pixels, self._out, self._over, self._most = 0, 0, 0, 0.0  # px; % of ink
        flags, same = ImageCms.Flags.BLACKPOINTCOMPENSATION, ImageCms.Intent.RELATIVE_COLORIMETRIC
        srgb, press = (one.opened() for one in (read_profile("srgb"), printer))
        asked = ImageCms.Intent[INTENTS[intent]]
        try:
            self._there = ImageCms.buildTransform(srgb, press, "RGB", printer.space, asked, flags)
            # Back as it will look: the press's black is no black, and so it is shown; absolute, the paper no white.
            self._back = ImageCms.buildTransform(press, srgb, printer.space, "RGB",
                                                 asked if intent == "absolute" else same)  # fmt: skip
            self._nearest = ImageCms.buildTransform(srgb, press, "RGB", printer.space, same, flags)
            lab = ImageCms.createProfile("LAB")
            self._asked = ImageCms.buildTransform(srgb, lab, "RGB", "LAB", same, flags)
            self._got = ImageCms.buildTransform(press, lab, printer.space, "LAB", same, flags)
        except ImageCms.PyCMSError as error:
            raise UsageError(f"--icc: nothing can be converted to '{printer.name}': {error}; ask your printer for the "
                             "output profile of the paper") from None  # fmt: skip

    @property
    def components(self) -> int:
        """Numbers a pixel of what is stored."""
        return 3 if self.proof else self.printer.components

    @property
    def icc(self) -> bytes:
        """The profile of what is stored."""
        return profile() if self.proof else self.printer.content

    def convert(self, pixels: Pixels) -> Pixels:
        """Return ``pixels``, sRGB, uint8 [height, width, 3], as they are stored; [height, width, components]."""
        made = _through(pixels, self._there, "RGB")
        self._count(pixels, made)
        return _through(made, self._back, self.printer.space) if self.proof else made

    def said(self) -> tuple[str, ...]:
        """Return what a printer will ask, of all pixels that were converted."""
        intent = f"{self.intent} colorimetric" if self.intent in ("relative", "absolute") else self.intent
        compensated = "" if self.intent == "absolute" else ", black point compensated"
        what = "what it makes of them, as sRGB, to be looked at and not to be printed" if self.proof else "embedded"
        lost = self._out / max(1, self._pixels)
        beyond = f"{_percent(lost)} of the picture lies outside what it prints" if lost else "it prints all of them"
        beyond += "; --proof shows what becomes of it" if lost and not self.proof else ""
        printer = f"'{self.printer.name}' ({self.printer.space})"
        lines = [f"colours of {printer}, {intent}{compensated}: {what}; {beyond}"]
        if self.printer.space == "CMYK":
            lines.append(self._ink())
        return tuple(lines)

    def _ink(self) -> str:
        most = f"ink: {self._most:.0f} % where it is most"
        if self.limit is None:
            return f"{most}; ask the printer what the paper takes, and say it as --ink-limit"
        if not self._over:
            return f"{most}, within the {self.limit:g} % that the paper takes"
        share = _percent(self._over / self._pixels)
        return (f"{most}, MORE than the {self.limit:g} % that the paper takes, in {share} of the picture: it would not "
                f"dry. Ask the printer for a profile made for {self.limit:g} %, which holds it, before this is "
                "printed")  # fmt: skip

    def _count(self, pixels: Pixels, made: Pixels) -> None:
        """Count what is out of gamut, and the ink."""
        step = 256 // _FINE
        self._pixels += pixels.shape[0] * pixels.shape[1]
        low = (pixels[..., :3] // step).astype(np.uint32)
        self._out += int(np.count_nonzero(self._outside[(low[..., 0] * _FINE + low[..., 1]) * _FINE + low[..., 2]]))
        if self.printer.space == "CMYK":
            ink = made[..., 0].astype(np.uint16)
            for plate in (1, 2, 3):
                ink += made[..., plate]
            self._most = max(self._most, float(ink.max()) / 2.55)
            if self.limit is not None:
                self._over += int(np.count_nonzero(ink > self.limit * 2.55 + 0.5))

    @cached_property
    def _outside(self) -> NDArray[np.bool_]:
        """Whether each of 64 x 64 x 64 colours is out of gamut; [red * 4096 + green * 64 + blue]."""
        step = 256 // _FINE
        codes = (np.indices((_FINE, _FINE, _FINE)).reshape(3, -1).T * step + step // 2).astype(np.uint8)
        picture = codes.reshape(_FINE, -1, 3)
        asked = _lab(_through(picture, self._asked, "RGB"))
        got = _lab(_through(_through(picture, self._nearest, "RGB"), self._got, self.printer.space))
        return np.asarray(np.linalg.norm(asked - got, axis=1) > _ALARM)


def press_of(options: Mapping[str, str], family: str = "a print") -> PressColours | None:
    """
    Return what ``options``, texts by ``COLOUR_OPTIONS`` among other names, say, None where nothing is to be converted.

    Raises UsageError for what cannot be.
    """
    read = Options(family, {name: one for name, one in options.items() if name in COLOUR_OPTIONS}, COLOUR_OPTIONS)
    proof, intent = read.choice("proof", "no", "yes") == "yes", read.choice("intent", *INTENTS)
    word = options.get("icc", "")
    if not word:
        if other := next(iter(read.given), ""):
            raise UsageError(f"--{other} is of a printer's colours: name its profile, --icc paper.icc")
        return None
    printer = read_profile(word)
    if "ink-limit" in options and printer.space != "CMYK":
        raise UsageError(f"--ink-limit is of CMYK, and '{printer.name}' is of {printer.space}: leave it out")
    limit = read.number("ink-limit", _HIGHEST, 100.0, _HIGHEST) if "ink-limit" in options else None
    return PressColours(printer, intent, limit, proof=proof) if word != "srgb" or proof else None


def _through(pixels: Pixels, transform: "ImageCmsTransform", mode: str) -> Pixels:
    """Return ``pixels``, uint8, as ``transform`` makes them; ``mode`` : what Pillow calls theirs."""
    from PIL import Image

    height, width = pixels.shape[:2]
    picture = Image.frombuffer(mode, (width, height), np.ascontiguousarray(pixels), "raw", mode, 0, 1)
    return np.asarray(transform.apply(picture))


def _lab(picture: Pixels) -> NDArray[np.float32]:
    """Return CIELAB, [px, 3], of a picture in Pillow's 8 bits: L 0..255 is 0..100, a and b are signed."""
    plain = picture.reshape(-1, 3)
    made = np.empty(plain.shape, np.float32)
    made[:, 0] = plain[:, 0] * np.float32(100 / 255)
    made[:, 1:] = plain[:, 1:].view(np.int8)
    return made


def _percent(share: float) -> str:
    """Return a share as a person says it, never 0 of what there is."""
    return f"{share:.0%}" if share >= 0.095 else f"{share:.1%}" if share >= 0.0005 else "less than 0.1%"
