"""A PDF whose images are written row by row, of any size: compressed onto the disk, and never held.

Whoever builds the document in memory leaves a place for each image; here the images come first, then all that was
built, then the table of places as a stream (ISO 32000-1, 7.5.8), in which a file may be of any length. Rows are
filtered as PNG's "Up" (7.4.4.4) and deflated.
"""

import hashlib
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pikepdf

from renderer.output.codecs.wanted import Pixels

__all__ = ["StreamedPdf"]

_LEVEL = 4
_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_DIGITS = 20  # of an image's length, which is known once it is written


class StreamedPdf:
    """The file ``path``, of what is built in ``built``; raises OSError. To be used in a ``with``."""

    def __init__(self, path: Path, built: pikepdf.Pdf) -> None:
        """Begin the file."""
        path.unlink(missing_ok=True)  # a link of that name would lead elsewhere
        self._file: BinaryIO = path.open("xb")
        self._file.write(_HEAD)
        self._built, self._places = built, dict[int, int]()

    def image(self, stands: pikepdf.Object, size: tuple[int, int], bits: int, bands: Iterable[Pixels]) -> None:
        """
        Write the image of ``size`` px in whose place ``stands`` an object of the document, with its colour space.

        bits : 8 or 16; bands : its rows from the top, [rows, width, components], uint8 or uint16
        """
        number, space = stands.objgen[0], stands.ColorSpace
        components = int(space[1].N)
        self._begin(number)
        self._file.write(
            f"<</Type/XObject/Subtype/Image/Width {size[0]}/Height {size[1]}/BitsPerComponent {bits}"
            f"/Filter/FlateDecode/DecodeParms<</Predictor 12/Colors {components}/BitsPerComponent {bits}"
            f"/Columns {size[0]}>>/ColorSpace ".encode("ascii") + space.unparse() + b"/Length "
        )  # fmt: skip
        said = self._file.tell()
        self._file.write(b" " * _DIGITS + b">>\nstream\n")
        begun = self._file.tell()
        self._deflate(bands)
        length = self._file.tell() - begun
        self._file.write(b"\nendstream\nendobj\n")
        self._file.seek(said)
        self._file.write(str(length).encode("ascii"))
        self._file.seek(0, 2)

    def close(self) -> None:
        """Write all else of the document, and where everything lies."""
        for one in self._built.objects:
            number = one.objgen[0]
            if number in self._places or one == None:  # noqa: E711  a null of the document
                continue
            self._begin(number)
            if isinstance(one, pikepdf.Stream):
                content = one.read_raw_bytes()
                one.stream_dict.Length = len(content)
                self._file.write(one.stream_dict.unparse() + b"\nstream\n" + content + b"\nendstream\nendobj\n")
            else:
                self._file.write(one.unparse(resolved=True) + b"\nendobj\n")
        self._table()

    def __enter__(self) -> "StreamedPdf":
        """Return it."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file, as far as it is."""
        self._file.close()

    def _deflate(self, bands: Iterable[Pixels]) -> None:
        packer, above = zlib.compressobj(_LEVEL), None
        for band in bands:
            plain = band.astype(band.dtype.newbyteorder(">"), copy=False).reshape(len(band), -1).view(np.uint8)
            filtered = np.empty((plain.shape[0], plain.shape[1] + 1), np.uint8)
            filtered[:, 0] = 2  # Up: each byte less the one above it
            filtered[0, 1:] = plain[0] if above is None else plain[0] - above
            filtered[1:, 1:] = plain[1:] - plain[:-1]
            above = plain[-1].copy()
            self._file.write(packer.compress(filtered.data))
        self._file.write(packer.flush())

    def _begin(self, number: int) -> None:
        self._places[number] = self._file.tell()
        self._file.write(f"{number} 0 obj\n".encode("ascii"))

    def _table(self) -> None:
        """Write where each object lies: 1 byte of kind (0 free, 1 here), 8 of place, 1 of generation."""
        own = max(self._places) + 1
        begun = self._file.tell()
        places = {**self._places, own: begun}
        entries = b"".join(bytes([number in places]) + places.get(number, 0).to_bytes(8, "big") + b"\0"
                           for number in range(own + 1))  # fmt: skip
        who = hashlib.sha256(entries + self._built.docinfo.unparse(resolved=True)).hexdigest()[:32]
        root, info = self._built.Root.objgen[0], self._built.docinfo.objgen[0]
        self._file.write(
            f"{own} 0 obj\n<</Type/XRef/Size {own + 1}/W[1 8 1]/Root {root} 0 R/Info {info} 0 R/ID[<{who}><{who}>]"
            f"/Length {len(entries)}>>\nstream\n".encode("ascii") + entries
        )  # fmt: skip
        self._file.write(f"\nendstream\nendobj\nstartxref\n{begun}\n%%EOF\n".encode("ascii"))
