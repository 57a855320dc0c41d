"""Manifests read back: from inside, from beside, and the refusal where there is none."""

import struct
import tracemalloc
import zlib
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renderer.core.errors import DataError
from renderer.output.formats import FORMATS
from renderer.output.manifest import write_beside
from renderer.output.recall import read_manifest
from renderer.output.still import write_still

MANIFEST = {"schema": "chorus-manifest/2", "scene": "enamel"}
PIXELS = np.full((8, 8, 3), 90, np.uint8)


def test_the_json_itself_can_be_given(tmp_path):
    write_beside(tmp_path / "a.gif", MANIFEST)
    assert read_manifest(tmp_path / "a.gif.json") == MANIFEST


def test_a_pattern_finds_the_json_beside_it(tmp_path):
    write_beside(tmp_path / "%03d.png", MANIFEST)
    assert read_manifest(tmp_path / "%03d.png") == MANIFEST


def test_what_is_inside_goes_before_what_is_beside(tmp_path):
    write_still(tmp_path / "a.png", PIXELS, manifest=MANIFEST)
    write_beside(tmp_path / "a.png", {**MANIFEST, "scene": "other"})
    assert read_manifest(tmp_path / "a.png")["scene"] == "enamel"


def test_a_compressed_text_chunk_is_read_too(tmp_path):
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_itxt("Title", "another text")
    info.add_itxt("chorus", '{"schema":"chorus-manifest/2"}', zip=True)
    Image.new("RGB", (4, 4)).save(tmp_path / "a.png", pnginfo=info)
    assert read_manifest(tmp_path / "a.png") == {"schema": "chorus-manifest/2"}


@pytest.mark.parametrize("suffix", [f".{form.name}" for form in FORMATS.values() if form.read])
def test_a_file_without_one_says_so(tmp_path, suffix):
    path = tmp_path / f"a{suffix}"
    path.write_bytes(b"something else")
    with pytest.raises(DataError, match=r"holds no manifest, and no .* stands beside it"):
        read_manifest(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(DataError, match=r"There is no .*a\.png"):
        read_manifest(tmp_path / "a.png")


def test_a_stranger_s_json_is_refused(tmp_path):
    (tmp_path / "a.json").write_text('{"name": "package"}')
    with pytest.raises(DataError, match="schema is None"):
        read_manifest(tmp_path / "a.json")


def test_an_endless_json_is_refused(tmp_path):
    with (tmp_path / "a.json").open("wb") as file:
        file.truncate(1 << 25)
    with pytest.raises(DataError, match="too long"):
        read_manifest(tmp_path / "a.json")


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".tif", ".exr"])
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_file_never_ends_in_a_traceback(tmp_path, suffix, data):
    path = tmp_path / f"a{suffix}"
    pixels = PIXELS if suffix != ".exr" else PIXELS.astype(np.float32)
    write_still(path, pixels, manifest=MANIFEST, sidecar=False)
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(bytes(content[: data.draw(st.integers(1, len(content)))]))
    with suppress(DataError):  # which is one sentence; any other error fails
        read_manifest(path)


@pytest.mark.parametrize("name", [".", "..", "/", "a.png"])
def test_a_folder_holds_no_manifest(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.png").mkdir()
    with pytest.raises(DataError, match="is a folder; name the picture or film"):
        read_manifest(Path(name))


def chunk(name, content):
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def test_a_note_that_would_fill_the_memory_is_refused_in_a_sentence(tmp_path):
    packer = zlib.compressobj(9)
    bomb = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(256)) + packer.flush()
    write_still(tmp_path / "a.png", PIXELS, sidecar=False)
    content = (tmp_path / "a.png").read_bytes()
    (tmp_path / "a.png").write_bytes(content[:33] + chunk(b"iTXt", b"chorus\0\1\0\0\0" + bomb) + content[33:])
    tracemalloc.start()
    try:
        with pytest.raises(DataError, match=r"a\.png: its manifest cannot be read: it would unpack to more") as told:
            read_manifest(tmp_path / "a.png")
        assert tracemalloc.get_traced_memory()[1] < 1 << 26
    finally:
        tracemalloc.stop()
    assert "\n" not in str(told.value)


def test_a_tiff_s_note_that_would_fill_the_memory_is_refused(tmp_path):
    with (tmp_path / "a.tif").open("wb") as file:
        tags = ((256, 4, 1, 4), (257, 4, 1, 4), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1),
                (270, 2, (1 << 31) - 1024, 256), (273, 4, 1, 128), (279, 4, 1, 16))  # fmt: skip
        file.write(struct.pack("<2sHI", b"II", 42, 8) + struct.pack("<H", len(tags)))
        file.write(b"".join(struct.pack("<HHII", *tag) for tag in tags) + bytes(4))
        file.truncate(1 << 31)
    tracemalloc.start()
    try:
        with pytest.raises(DataError, match="too long"):
            read_manifest(tmp_path / "a.tif")
        assert tracemalloc.get_traced_memory()[1] < 1 << 26
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("text", ["[" * 5000, '{"schema":' * 500 + "1" + "}" * 500, '{"seed": ' + "9" * 5000 + "}",
                                  '{"seed": NaN}', b'{"a": "\xff"}'])  # fmt: skip
def test_a_manifest_that_is_deep_or_endless_is_one_sentence(tmp_path, text):
    (tmp_path / "a.json").write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(DataError, match=r"a\.json (holds no manifest|does not say how)") as told:
        read_manifest(tmp_path / "a.json")
    assert len(str(told.value)) < 300
    assert "\n" not in str(told.value)
