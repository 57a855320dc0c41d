"""A film's drawing and encoding: ``apart``, ``both`` at once, with ``imageio``, or with a draw that ``wait``s."""

import statistics
import sys
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import moderngl
import numpy as np
from bare import HEIGHT, WIDTH, opened
from numpy.typing import NDArray

from renderer.output.codecs.encoders import CODECS, THREADS
from renderer.output.film import open_film
from renderer.output.formats import choose

COUNT, DISTINCT, WAIT, ROUNDS = 120, 24, 0.014, 3
QUALITY = 60  # crf 20
Codes = NDArray[np.uint8]


def drawer() -> Callable[[int], Codes]:
    """Return what draws frame ``index`` and reads it back, top row first."""
    program, cover, target = opened()
    pixels = bytearray(WIDTH * HEIGHT * 3)

    def draw(index: int) -> Codes:
        program["u_time"] = index / 30
        target.use()
        cover.render(moderngl.TRIANGLES, vertices=3)
        target.read_into(pixels, components=3)
        return np.frombuffer(pixels, np.uint8).reshape(HEIGHT, WIDTH, 3)[::-1]

    return draw


def ours(path: Path, picture: Callable[[int], Codes]) -> None:
    """Write a film as Chorus does."""
    with open_film(path, (WIDTH, HEIGHT), Fraction(30), choice=choose(path, quality=QUALITY)) as film:
        for index in range(COUNT):
            film.write(picture(index))


def theirs(path: Path, picture: Callable[[int], Codes]) -> None:
    """Write a film as imageio's writer does; of the encoder it asks what ours asks: it is the writers that differ."""
    import imageio

    asked = {**CODECS["h264"].settings(QUALITY, Fraction(30), alpha=False), "threads": str(THREADS)}
    words = [word for name, value in asked.items() for word in (f"-{name}", value)]
    with imageio.get_writer(path, fps=30, codec="libx264", macro_block_size=1, output_params=words) as writer:
        for index in range(COUNT):
            writer.append_data(picture(index))


def waiting() -> None:
    """
    Print the wall seconds, medians, of: drawing alone, encoding alone, both, both with imageio's writer.

    A draw waits as for a GPU, and has its picture ready; x264 is the fast one of the facts, so that neither hides all.
    """
    CODECS["h264"].options.update({"preset": "veryfast", "rc-lookahead": "10"})  # which is that preset's own
    draw = drawer()
    frames = [draw(5 * index).copy() for index in range(DISTINCT)]

    def wait(index: int) -> Codes:
        time.sleep(WAIT)
        return frames[index % DISTINCT]

    ways: list[Callable[[], object]] = [
        lambda: [wait(index) for index in range(COUNT)],
        lambda: ours(Path("a.mp4"), lambda index: frames[index % DISTINCT]),
        lambda: ours(Path("a.mp4"), wait),
        lambda: theirs(Path("b.mp4"), wait),
    ]
    rounds = []
    for _ in range(1 + ROUNDS):
        rounds.append([])
        for way in ways:
            begun = time.perf_counter()
            way()
            rounds[-1].append(time.perf_counter() - begun)
    print(*(statistics.median(column) for column in zip(*rounds[1:], strict=True)))


def main(what: str) -> None:
    """Make a film of what is drawn: frame by frame, or all that is drawn first and is encoded then."""
    if what == "wait":
        waiting()
        return
    draw = drawer()
    if what == "apart":
        frames = [draw(index).copy() for index in range(COUNT)]
        ours(Path("film.mp4"), lambda index: frames[index])
    elif what == "both":
        ours(Path("film.mp4"), draw)
    else:
        theirs(Path("film.mp4"), draw)


if __name__ == "__main__":
    main(sys.argv[1])
