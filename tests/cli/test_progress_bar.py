"""Progress on the terminal."""

import io

from rich.console import Console

from renderer.cli import progress_bar
from renderer.cli.progress_bar import shown


def draw(**options):
    written = io.StringIO()
    console = Console(file=written, width=100, **options)
    with shown("loop.mp4", console=console) as report:
        for done in range(1, 31):
            report(done, 30)
    return written.getvalue()


def test_it_says_what_how_many_and_how_fast():
    text = draw(force_terminal=True)
    assert "loop.mp4" in text
    assert "30/30" in text


def test_a_log_stays_clean():
    assert draw(force_terminal=False) == ""


def test_what_is_no_frame_is_told_as_what_it_is(monkeypatch):
    monkeypatch.setattr(progress_bar, "OFTEN", 0.0)
    monkeypatch.setattr("sys.stderr", None)
    said = []
    with shown("wall.png", piped=said.append) as report:
        report(3, 8, "samples, and 4 parts of the next")
        report(3, 8)
        report(8, 8, "samples")
    assert said == ["  wall.png: 3 of 8 samples, and 4 parts of the next", "  wall.png: 3 of 8 frames"]
    written = io.StringIO()
    with shown("wall.png", console=Console(file=written, width=100, force_terminal=True)) as report:
        report(3, 8, "samples")
    assert "3/8" in written.getvalue()
    assert "samples" in written.getvalue()
