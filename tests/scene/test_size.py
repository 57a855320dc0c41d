"""Sizes as sums of names: exact, and nothing else gets through."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderer.core.errors import SceneError
from renderer.scene.size import evaluate

NAMES = {"width": 1280, "height": 720, "rows": 51}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("width", 1280),
        ("width / 2", 640),
        ("width // 3", 426),
        ("ceil(height / 7) * 7", 721),
        ("min(width, height) - 20", 700),
        ("max(rows, 64)", 64),
        ("rows * 3 + 2.9", 155),
        ("height - 9999", 1),
    ],
)
def test_a_sum_of_names_is_a_whole_number(text, value):
    assert evaluate(text, NAMES) == value


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("widht", "did you mean 'width'"),
        ("width / 0", "is no size"),
        ("width / (", "is no size"),
        ("__import__('os')", "only numbers"),
        ("width ** 999", "only numbers"),
        ("'a'", "only numbers"),
        ("min()", "is no size"),
        ("width if rows else 1", "only numbers"),
        ("1e999", "is no size"),
        ("nan", "a size names"),
        ("", "is no size"),
    ],
)
def test_anything_else_is_refused(text, part):
    with pytest.raises(SceneError, match=part):
        evaluate(text, NAMES)


@given(st.integers(1, 10_000), st.integers(1, 500), st.integers(1, 99))
def test_it_is_arithmetic(width, rows, n):
    assert evaluate(f"width * {n} + rows", {"width": width, "rows": rows}) == width * n + rows
