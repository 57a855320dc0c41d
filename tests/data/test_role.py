"""Roles and the figures that stand in them, as an artist writes them."""

import pytest

from renderer.core.errors import DataError, SceneError
from renderer.data.role import Figure, Role, parse_figure


@pytest.mark.parametrize(("text", "figure", "column"), [
    ("sealants", Figure("sealants"), "sealants"),
    ("sealants@age=child", Figure("sealants", "age=child"), "sealants@age=child"),
    ("1-sealants", Figure("sealants", "", rest=True), "sealants"),
    ("1-sealants@age=child", Figure("sealants", "age=child", rest=True), "sealants@age=child"),
])  # fmt: skip
def test_a_figure_is_read_and_written_alike(text, figure, column):
    assert parse_figure(text) == figure
    assert (str(figure), figure.column()) == (text, column)


def test_its_own_stratum_goes_before_that_of_all():
    assert parse_figure("a").column("sex=female") == "a@sex=female"
    assert parse_figure("a@sex=male").column("sex=female") == "a@sex=male"


@pytest.mark.parametrize("text", ["", "1-", "a@", "a@age", "a@=child", "a@age="])
def test_what_is_no_figure_is_refused(text):
    with pytest.raises(DataError, match="is no figure"):
        parse_figure(text)


@pytest.mark.parametrize("name", ["", "Lit", "2nd", "a b", "stratum", "x" * 40])
def test_a_role_has_a_name_that_glsl_takes(name):
    with pytest.raises(SceneError, match="a role cannot be called"):
        Role(name, "marks")
