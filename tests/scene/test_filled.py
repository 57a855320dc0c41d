"""Measures put into the roles of a scene."""

import pytest

from renderer.core.errors import DataError, ParamError
from renderer.data.role import WantedRoles
from renderer.scene.catalogue import load
from renderer.scene.filled import filled


def test_what_was_asked_for_stands_in_its_role_and_is_known_to_be_asked_for():
    scene = filled(load("enamel").scene, {"lit": "sealants", "stratum": "age=child", "open": "x"}, ("lit", "stratum"))

    assert [(role.name, role.default, role.chosen) for role in scene.roles] == [
        ("lit", "sealants", True), ("worn", "teeth_lost_6", False), ("open", "x", False)]  # fmt: skip
    assert scene.wanted == WantedRoles(scene.roles, scene.strata, "age=child", True)


def test_a_stratum_that_is_taken_back_is_everybody_and_asked_for_of_nobody():
    scene = filled(load("enamel").scene, {"stratum": ""}, ("stratum",))

    assert (scene.stratum, scene.stratum_asked) == ("", False)


@pytest.mark.parametrize(("figures", "error", "message"), [
    ({"lid": "x"}, ParamError, "'Enamel' has no role 'lid'; did you mean 'lit'.*; it has lit, worn, open, stratum"),
    ({"lit": "1-"}, DataError, "'1-' is no figure"),
    ({"stratum": "child"}, DataError, "is no figure"),
])  # fmt: skip
def test_what_cannot_stand_there_is_refused(figures, error, message):
    with pytest.raises(error, match=message):
        filled(load("enamel").scene, figures, figures)
