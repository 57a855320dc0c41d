"""Measures put into the roles of a scene."""

from dataclasses import replace

import pytest

from renderer.core.errors import DataError, ParamError
from renderer.data.role import WantedRoles
from renderer.scene.catalogue import load
from renderer.scene.filled import filled, ranged


def test_what_was_asked_for_stands_in_its_role_and_is_known_to_be_asked_for():
    scene = filled(load("enamel").scene, {"lit": "sealants", "stratum": "age=child", "open": "x"}, ("lit", "stratum"))

    assert [(role.name, role.default, role.chosen) for role in scene.roles] == [
        ("lit", "sealants", True), ("worn", "teeth_lost_6", False), ("open", "x", False)]  # fmt: skip
    assert scene.wanted == WantedRoles(scene.roles, scene.strata, "age=child", True, 640,
                                       apart=(("everybody", "bind 1, to 'pool'"),))  # fmt: skip


def test_a_stratum_that_is_taken_back_is_everybody_and_asked_for_of_nobody():
    scene = filled(load("enamel").scene, {"stratum": ""}, ("stratum",))

    assert (scene.stratum, scene.stratum_asked) == ("", False)


@pytest.mark.parametrize(("figures", "error", "message"), [
    ({"lid": "x"}, ParamError, "'Enamel' has no role 'lid'; did you mean 'lit'\\?$"),
    ({"zzz": "x"}, ParamError, "'zzz'; its roles are lit, worn, open, and stratum says whose figures they show"),
    ({"lit": "1-"}, DataError, "'1-' is no figure"),
    ({"stratum": "child"}, DataError, "is no figure"),
])  # fmt: skip
def test_what_cannot_stand_there_is_refused(figures, error, message):
    with pytest.raises(error, match=message):
        filled(load("enamel").scene, figures, figures)


def test_groups_stand_beside_each_other_where_a_scene_shows_them_so_and_elsewhere_that_is_refused():
    scene = filled(load("smile").scene, {"beside": "race, income=under_15k"}, ("beside",))

    assert (scene.wanted.beside, scene.wanted.beside_asked) == (("race", "income=under_15k"), True)
    assert scene.strata == load("smile").scene.strata  # the shaders count groups, whatever is chosen
    assert "beside" in load("signal_loss").scene.figure_names
    for name in ("enamel", "lagoon", "fracture"):
        with pytest.raises(ParamError, match="shows no groups beside each other: choose one with stratum"):
            filled(load(name).scene, {"beside": "race"}, ())


def test_the_scene_s_own_figure_is_remembered_where_another_is_put():
    once = filled(load("enamel").scene, {"lit": "sealants"}, ("lit",))

    assert filled(once, {"lit": "flossing"}, ("lit",)).roles[0].own == "dental_visit"


def test_a_domain_is_asked_for_of_the_roles_that_have_one():
    scene = ranged(load("lagoon").scene, {"bell": (20.0, 60.0)})

    assert [role.asked for role in scene.roles] == [(20.0, 60.0), None]
    for domains, message in (
        ({"bel": (0, 1)}, "no domain for 'bel' of 'Lagoon': there is no role 'bel'; did you mean .bell..? A domain "),
        ({"bell": (60, 20)}, r"the domain 60\.\.20 for 'bell' is none: write low\.\.high"),
        ({"bell": (0, float("nan"))}, "is none"),
        ({"bell": (-1e308, 1e308)}, "is none"),
    ):
        with pytest.raises(ParamError, match=message):
            ranged(load("lagoon").scene, domains)
    with pytest.raises(ParamError, match=r"'open' of .*: this role has no range of its own; a domain can .* for lit"):
        ranged(load("enamel").scene, {"open": (0, 50)})
    with pytest.raises(ParamError, match="this role has no range of its own; none of its roles can have one"):
        ranged(replace(scene, roles=(replace(load("fracture").scene.roles[0], domain=None),)), {"glaze": (0, 50)})


def test_what_was_asked_for_before_stays_asked_for_where_nothing_else_is_said():
    figures = {"lower": "sealants", "stratum": "race=x", "beside": "income", "place": "Eastside"}
    scene = filled(load("smile").scene, figures, figures)

    assert scene.place_asked
    assert filled(scene, {}, ()) == scene
    assert not filled(scene, {"place": "Westend"}, ()).place_asked
    larger = filled(scene, {"gather": "parent"}, {"gather"})
    assert (larger.gather, larger.gather_asked, larger.place) == ("parent", True, "Eastside")
    assert (larger.wanted.gather, larger.wanted.gather_asked) == ("parent", True)
    assert not filled(larger, {"gather": "ward"}, ()).gather_asked
    assert not filled(scene, {"stratum": "race=y", "beside": "race"}, ()).stratum_asked
