"""Bad input of every kind, as it is typed: one clear sentence, the right exit code, and nothing left behind."""

import pytest

SHOW = ("--size", "64x36")


@pytest.fixture
def bad_files(tmp_path, chorus):  # noqa: ARG001  chorus: in an empty folder
    """Put files of figures into the current folder, each wrong in its own way."""
    head = "area,area_name,abbr,lon,lat,time,measure,stratum_kind,stratum,value,low,high,sample,state,unit\n"
    row = "01,Alabama,AL,-86.6,32.8,2012,dental_visit,overall,overall,58.6,57.1,60.1,8893,value,percent\n"
    files = {
        "empty.csv": b"",
        "header.csv": head.encode(),
        "cut.csv": (head + row + row[:40]).encode(),
        "binary.csv": bytes(range(256)) * 64,
        "latin.csv": (head + row.replace("Alabama", "Alabäma")).encode("latin-1"),
        "utf16.csv": (head + row).encode("utf-16"),
        "double.csv": (head + row + row.replace("58.6", "58.7")).encode(),
        "columns.csv": b"area,value\n01,3\n",
        "nan.csv": (head + row.replace("58.6", "nan")).encode(),
        "word.csv": (head + row.replace("58.6", "many")).encode(),
        "state.csv": (head + row.replace(",value,", ",vlaue,")).encode(),
        "long.csv": (head + row.replace("Alabama", "A" * 40_000_000)).encode(),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    return sorted(files)


@pytest.mark.parametrize(
    ("words", "code", "parts"),
    [
        (("export", "enamle", "a.png"), 2, ["enamle", "did you mean 'enamel'"]),
        (("export", "no/where", "a.png"), 2, ["no/where", "chorus new"]),
        (("export", "enamel", "a.pgn"), 2, [".pgn", "did you mean 'png'"]),
        (("export", "enamel", "a"), 2, ["no extension"]),
        (("export", "enamel", "a.png", "--preset", "rakin"), 2, ["rakin", "did you mean 'raking'"]),
        (("export", "enamel", "a.png", "-p", "glwo=1"), 2, ["glwo", "did you mean 'glow'"]),
        (("export", "enamel", "a.png", "-p", "glow=99"), 2, ["glow = 99", "-3..3"]),
        (("export", "enamel", "a.png", "-p", "glow=nan"), 2, ["glow = nan", "-3..3"]),
        (("export", "enamel", "a.png", "-p", "glow"), 2, ["name=value"]),
        (("export", "enamel", "a.png", "--size", "0x0"), 2, ["0x0"]),
        (("export", "enamel", "a.png", "--size", "a99"), 2, ["a99"]),
        (("export", "enamel", "a.jpg", "--size", "60000x60000"), 1, ["60000", "is drawn in tiles"]),
        (("export", "enamel", "a.png", "--dpi", "nan", "--size", "a4"), 2, ["nan"]),
        (("export", "enamel", "a.mp4", "--frames", "9..3"), 2, ["9..3", "ends before it begins"]),
        (("export", "enamel", "a.mp4", "--fps", "0"), 2, ["0"]),
        (("export", "enamel", "a.mp4", "--codec", "h246"), 2, ["h246", "h264"]),
        (("export", "enamel", "a.png", "--seed", "-1"), 2, ["-1"]),
        (("export", "enamel", "a.png", "--samples", "0"), 2, ["samples"]),
        (("export", "enamel", "a.png", "--depth", "7"), 2, ["7"]),
        (("export", "enamel", "a.png", "--data", "us_oral_heath", *SHOW), 1, ["did you mean 'us_oral_health'"]),
        (("export", "enamel", "no/folder/a.png", *SHOW), 1, ["no/folder/a.png", "folder does not exist"]),
        (("export", "enamel"), 2, ["OUT"]),
        (("export", "enamel", "a.png", "more"), 2, ["more"]),
        (("remake", "gone.png"), 1, ["gone.png"]),
        (("perform", "enamle"), 2, ["did you mean 'enamel'"]),
        (("perform", "enamel", "--hang", "5"), 2, ["--hang", "without --supervise nobody watches it"]),
        (("preview", "enamle"), 2, ["did you mean 'enamel'"]),
        (("data", "imprt", "x"), 2, ["imprt"]),
        (("data", "show", "us_oral_heath"), 1, ["did you mean 'us_oral_health'"]),
    ],
)
def test_bad_words(chorus, tmp_path, words, code, parts):
    said = chorus(*words)

    assert said.code == code, said.err
    assert said.out == ""
    assert all(part in said.err for part in parts), said.err
    assert "Traceback" not in said.err
    assert "fault of Chorus" not in said.err
    assert len(said.err.splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_every_bad_file_of_figures_is_named(chorus, bad_files, tmp_path):
    for name in bad_files:
        said = chorus("export", "enamel", "a.png", "--data", name, *SHOW)

        assert (said.code, said.out) == (1, ""), name
        assert name in said.err
        assert "fault of Chorus" not in said.err, said.err
        assert len(said.err) < 1000
    assert sorted(path.name for path in tmp_path.iterdir()) == bad_files


def test_a_picture_too_large_for_the_driver_says_what_to_do(chorus, tmp_path):
    said = chorus("export", "enamel", "a.jpg", "--size", "60000x60000")

    assert said.code in (1, 2)
    assert "smaller" in said.err or "Lower" in said.err
    assert not list(tmp_path.iterdir())


def test_a_scene_that_leaves_ends_no_command_without_a_word(chorus, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "image.frag").write_text("void main() { o = vec4(1.0); }\n")
    lines = ("from dataclasses import dataclass", "from renderer import Pass, Scene", "@dataclass(frozen=True)",
             "class Params:", "    def __post_init__(self): raise SystemExit(0)",
             "SCENE = Scene('Mine', Params, (Pass('image', 'image.frag'),))")  # fmt: skip
    (tmp_path / "mine" / "scene.py").write_text("\n".join(lines))
    said = chorus("export", "mine", "a.png", *SHOW)

    assert said.code == 1
    assert "would have ended Chorus (SystemExit: 0)" in said.err
