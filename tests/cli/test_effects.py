"""``chorus effects`` tells what there is, and what one of them can be turned by."""

from renderer.scene.effect import effects, kind_of


def test_it_lists_every_effect_with_its_sentence(chorus):
    said = chorus("effects")
    assert said.code == 0
    lines = said.out.splitlines()
    assert [line.split()[0] for line in lines] == [*effects()]
    assert all(line.endswith(kind_of(name).says) for name, line in zip(effects(), lines, strict=True))
    assert len({line.index(kind_of(name).says) for name, line in zip(effects(), lines, strict=True)}) == 1


def test_one_effect_shows_its_knobs_by_the_names_of_the_command_line(chorus):
    said = chorus("effects", "tear")
    kind = kind_of("tear")
    first, *rest = said.out.splitlines()
    assert first == f"{kind.title}. {kind.says}"
    assert [line.split()[0] for line in rest] == [f"tear_{name}" for name in kind.params]
    assert all(spec.span in line and line.endswith(spec.help)
               for spec, line in zip(kind.params.values(), rest, strict=True))  # fmt: skip


def test_an_unknown_one_is_answered_with_the_nearest(chorus):
    said = chorus("effects", "taer")
    assert said.code == 2
    assert "did you mean 'tear'?" in said.err
