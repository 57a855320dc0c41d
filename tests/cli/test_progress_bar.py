"""Progress on the terminal."""

import io

from rich.console import Console

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
