"""What a segment holds: 64 KiB less its own head."""

from renderer.output.codecs.pillow import COMMENT_LIMIT, density, fitting


def test_a_manifest_that_just_fits_is_stored_and_a_longer_one_is_told():
    assert fitting("m" * COMMENT_LIMIT) == (b"m" * 65533, ())
    comment, (note,) = fitting("m" * (COMMENT_LIMIT + 1))
    assert comment is None
    assert "too long for this format" in note
    assert fitting(None) == (None, ())


def test_without_dpi_nothing_is_said_of_density():
    assert density(None) == {}
    assert density(300.0) == {"dpi": (300.0, 300.0)}
