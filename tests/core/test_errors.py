"""One tree of errors, whose branch says how a command ends."""

import pytest

from renderer.core import errors


@pytest.mark.parametrize(("name", "code"), [
    ("RendererError", 1), ("DataError", 1), ("ShaderError", 1), ("EncodeError", 1),
    ("UsageError", 2), ("ParamError", 2), ("SceneError", 2), ("DisplayError", 2),
])  # fmt: skip
def test_what_was_typed_wrongly_ends_with_2_and_what_went_wrong_with_1(name, code):
    kind = getattr(errors, name)
    assert issubclass(kind, errors.RendererError)
    assert issubclass(kind, errors.UsageError) == (code == 2)
    assert kind("words").exit_code == code
    assert str(kind("words")) == "words"


def test_every_class_is_named_for_others():
    own = {name for name, value in vars(errors).items() if isinstance(value, type)}
    assert own == set(errors.__all__)
