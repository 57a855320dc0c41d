"""A finished still, and where its marks stand: what a decoder is given."""

from dataclasses import dataclass, replace

import numpy as np
from PIL import Image
from scipy import ndimage

from renderer.core.colour import srgb_decode

THUMBNAIL = 200  # px across
_LINEAR = srgb_decode(np.arange(256) / 255.0)


@dataclass(frozen=True)
class Still:
    """
    picture : uint8 [height, width, 3], sRGB codes; maps : [height, width] each, whose mark stands at a pixel
    places : of each area, in a measure of the scene; areas : how many the table has
    """

    picture: np.ndarray
    maps: dict
    areas: int
    places: np.ndarray | None = None

    @property
    def light(self):
        """Linear light, [height, width, 3]."""
        return _LINEAR[self.picture]

    @property
    def bright(self):
        """The largest of the three codes, 0 .. 1, [height, width]: how bright it is, whatever its colour."""
        return self.picture.max(axis=-1) / 255.0

    def thumbnail(self, width=THUMBNAIL):
        """Return it as small as a file manager shows it."""
        height = round(self.picture.shape[0] * width / self.picture.shape[1])
        small = Image.fromarray(self.picture).resize((width, height), Image.Resampling.LANCZOS)
        maps = {name: np.asarray(Image.fromarray(one).resize((width, height), Image.Resampling.NEAREST))
                for name, one in self.maps.items()}  # fmt: skip
        return replace(self, picture=np.asarray(small), maps=maps)

    def each(self, read):
        """Return ``read(window, mask)`` of each area, float [areas], NaN where it stands nowhere; window : slices."""
        rows = self.maps["row"]
        found = np.full(self.areas, np.nan)
        for row, window in enumerate(ndimage.find_objects(rows + 1, self.areas)):
            if window is not None:
                found[row] = read(window, rows[window] == row)
        return found


def halves(values):
    """Return what parts ``values`` best into low and high ones (Otsu, 1979); the highest where all are one."""
    if np.ptp(values) < 1e-6:
        return np.max(values)
    counts, edges = np.histogram(values, 64)
    centre, low = (edges[1:] + edges[:-1]) / 2, np.cumsum(counts)
    sums, high = np.cumsum(counts * centre), counts.sum() - low
    split = (high > 0) & (low > 0)
    apart = (sums[-1] * low - sums * counts.sum())[split] ** 2 / (low * high)[split]
    return centre[split][apart.argmax()]
