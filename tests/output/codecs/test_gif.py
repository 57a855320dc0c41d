"""GIF films: colours, time, loop, and no bound on length from memory."""

import subprocess
import sys
import textwrap
from fractions import Fraction

import numpy as np
import pytest
from PIL import Image

from renderer.core.errors import UsageError
from renderer.output.film import open_film
from renderer.output.recall import read_manifest

MANIFEST = {"schema": "chorus-manifest/2", "scene": "enamel"}


def write(path, frames, fps=25):
    height, width = frames[0].shape[:2]
    with open_film(path, (width, height), Fraction(fps), manifest=MANIFEST) as film:
        for frame in frames:
            film.write(frame)
    return film


def frames_of(path):
    """Return pixels, uint8 [n, height, width, 3], and durations, ms, by Pillow."""
    with Image.open(path) as picture:
        pixels, durations = [], []
        for i in range(picture.n_frames):
            picture.seek(i)
            pixels.append(np.asarray(picture.convert("RGB")))
            durations.append(picture.info["duration"])
        return np.array(pixels), durations, picture.info.get("loop")


def test_colours_come_back_and_it_loops(tmp_path, bars, primaries):
    write(tmp_path / "a.gif", [bars(), np.roll(bars(), 40, axis=1), bars()])
    pixels, durations, loop = frames_of(tmp_path / "a.gif")
    assert np.abs(pixels[0, 32, 8::16].astype(int) - primaries).max() <= 3
    assert durations == [40, 40, 40]
    assert loop == 0


def test_one_palette_serves_early_and_late_colours(tmp_path):
    early, late = np.full((32, 32, 3), (250, 10, 10), np.uint8), np.full((32, 32, 3), (10, 10, 250), np.uint8)
    write(tmp_path / "a.gif", [early] * 5 + [late] * 5)
    pixels, _, _ = frames_of(tmp_path / "a.gif")
    assert np.abs(pixels[0].astype(int) - early).max() <= 6
    assert np.abs(pixels[-1].astype(int) - late).max() <= 6


def test_a_rate_that_gif_cannot_hold_is_said_and_kept_on_average(tmp_path, swirl):
    film = write(tmp_path / "a.gif", [swirl(i) for i in range(30)], 30)
    assert "hundredths" in film.notes[0]
    _, durations, _ = frames_of(tmp_path / "a.gif")
    assert set(durations) == {30, 40}
    assert sum(durations) == pytest.approx(1000, abs=20)
    assert write(tmp_path / "b.gif", [swirl(0)], 20).notes == ()


def test_a_rate_beyond_gif_is_refused(tmp_path, swirl):
    with pytest.raises(UsageError, match="at most 50"):
        write(tmp_path / "a.gif", [swirl(0)], 60)


def test_the_manifest_stands_beside(tmp_path, swirl):
    write(tmp_path / "a.gif", [swirl(0)])
    assert read_manifest(tmp_path / "a.gif") == MANIFEST
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.gif", "a.gif.json"]


def test_memory_does_not_grow_with_length(tmp_path):
    script = textwrap.dedent(f"""
        import resource, sys
        from fractions import Fraction
        from pathlib import Path
        import numpy as np
        from renderer.output.film import open_film
        frame = np.zeros((270, 480, 3), np.uint8)
        with open_film(Path({str(tmp_path / "a.gif")!r}), (480, 270), Fraction(25)) as film:
            for i in range(int(sys.argv[1])):
                frame[:, i * 2 : i * 2 + 40] = i
                film.write(frame)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    """)
    peaks = [
        int(subprocess.run([sys.executable, "-c", script, n], capture_output=True, check=True).stdout)
        for n in ("20", "180")
    ]
    assert peaks[1] - peaks[0] < 20_000  # KiB; 160 frames in memory would be 80 000
