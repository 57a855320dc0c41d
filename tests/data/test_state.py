import pytest

from renderer.data.state import State


def test_cleared_memory_is_missing_and_never_a_figure():
    assert State(0) is State.MISSING
    assert not State(0).known


def test_codes_are_the_ones_that_glsl_reads():
    assert {state.word: int(state) for state in State} == {
        "missing": 0, "value": 1, "zero": 2, "suppressed": 3, "held": 4,
    }  # fmt: skip


def test_glsl_names_the_same_codes():
    from renderer.core.paths import SHADERS

    text = (SHADERS / "lib/data/states.glsl").read_text()

    for state in State:
        assert f"{state.name} = {int(state)}" in text


def test_only_value_and_zero_are_known():
    assert [state.word for state in State if state.known] == ["value", "zero"]


@pytest.mark.parametrize("word", ["VALUE", "stale", ""])
def test_another_word_is_no_state(word):
    with pytest.raises(KeyError):
        State.of(word)
