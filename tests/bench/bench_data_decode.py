"""What a finished still says: how well it ranks areas, read as its page says, at print size and as a thumbnail.

Spearman's rank correlation of what a decoder reads with the figures: 1 ranks all areas right, 0 none. Once over the
figures that travel with Chorus, once over a table of one's own of twelve areas with another measure in the first role.
"""

import sys

from renderer.gpu.context import create, unbind
from tests.bench.measure import HERE

sys.path.insert(0, str(HERE.parent / "support"))

SIZE = (1920, 1080)


def main() -> None:
    """Print a line for each installation, table and size, with the floor that the tests hold."""
    from decoders.decode import NAMES, bundled, decoder, drawn, own, spearman
    from decoders.still import THUMBNAIL

    gl = create()
    for name in NAMES:
        how = decoder(name)
        for what, made, floors in (("bundled", bundled, how.FLOOR), ("own table", own, how.OWN)):
            still, figures = drawn(gl, *made(name), SIZE)
            looks = ((f"{SIZE[0]} x {SIZE[1]} px", still), (f"{THUMBNAIL} px wide", still.thumbnail()))
            for (size, look), floor in zip(looks, floors, strict=True):
                found, count = spearman(name, look, figures)
                verdict = "ok" if found >= floor else "UNDER"
                print(f"{verdict:5} {f'{name}, {what}, {count} areas, {size}':58} {found:9.3f}      (floor {floor:g})",
                      flush=True)  # fmt: skip
    unbind(gl)
    gl.release()


if __name__ == "__main__":
    main()
