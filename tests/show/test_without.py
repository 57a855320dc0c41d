"""What lies beside a scene keeps no show from its wall that goes on; who starts one is told what is wrong."""

import pytest

from renderer.cli.perform import _show, asked, perform
from renderer.core.errors import RendererError, UsageError
from renderer.show.heartbeat import Heartbeat
from renderer.show.life import RESUMED, Life
from renderer.show.player import Player, Sources
from renderer.show.without import bears, none_missing


@pytest.fixture
def life():
    """Return ``life(follows)`` with what it said in ``.heard``."""

    def make(follows):
        heart, heard = Heartbeat(), []
        if follows:
            heart.beat()
        one = Life(heard.append, heart, RESUMED)
        one.heard = heard
        return one

    return make


def broken(tmp_path):
    (tmp_path / "m.toml").write_text("[[link]\nbroken")
    (tmp_path / "s.mid").write_bytes(b"no score")
    return Sources(midi=str(tmp_path / "s.mid"), audio=str(tmp_path / "gone.wav"), mapping=tmp_path / "m.toml")


def test_a_show_that_goes_on_plays_without_what_is_gone_or_broken_and_says_so(life, tmp_path):
    late, sources = life(True), broken(tmp_path)
    player = Player(sources, None, late.say, bear=bears(late))
    assert [words.rpartition("; the show goes on without ")[2] for words in late.heard] == [
        "what was learned", f"--midi {sources.midi}", f"--audio {sources.audio}"]  # fmt: skip
    assert "m.toml" in late.heard[0]
    player.learn("level")
    player._heard("learned")
    assert (tmp_path / "m.toml").read_text() == "[[link]\nbroken"  # which is its owner's to mend
    player.close()


@pytest.mark.parametrize("part", ["midi", "audio", "mapping"])
def test_who_starts_a_show_is_told(life, tmp_path, part):
    first, sources = life(False), broken(tmp_path)
    for bear in (bears(first), none_missing):
        with pytest.raises(RendererError):
            Player(Sources(**{part: getattr(sources, part)}), None, first.say, bear=bear).close()
    assert first.heard == []


def test_a_full_disk_and_an_address_that_is_gone_are_borne_and_what_is_no_fault_of_theirs_is_not(life):
    late = life(True)
    with bears(late)("its take"):
        raise OSError(28, "No space left on device")
    assert late.heard == ["[Errno 28] No space left on device; the show goes on without its take"]
    with pytest.raises(ZeroDivisionError), bears(late)("its take"):
        raise ZeroDivisionError


def test_a_mapping_that_was_moved_away_is_asked_for_at_a_start_and_told_later(life, monkeypatch, tmp_path):
    gone = tmp_path / "gone.toml"
    options = perform.make_context("perform", ["enamel", "--mapping", str(gone)]).params
    scene = options.pop("scene")
    with pytest.raises(UsageError, match="no such file"):
        asked(scene, dict(options))
    late, shown = life(True), []
    monkeypatch.setattr("renderer.show.perform.perform", lambda _, launch, *__, **___: shown.append(launch))
    _show(scene, dict(options), late)
    assert shown[0].sources.mapping == gone
    assert late.heard == [f"{gone}: no such file; the show goes on without what was learned"]
    gone.touch()
    _show(scene, dict(options), late)
    assert len(late.heard) == 1
