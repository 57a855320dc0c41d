"""A rule that takes long says how far it is, now and then."""

from renderer.cli.rule_progress import EACH, rule_progress


def test_a_line_comes_after_a_while_and_none_of_what_is_quick(capsys):
    now = [100.0]
    report = rule_progress(lambda: now[0])
    for rule, step, pace in (("light is finite", 8, 0.1), ("every parameter changes the picture", 7, EACH / 2)):
        for done in range(step):
            report(rule, done, step, "parameters")
            now[0] += pace

    assert capsys.readouterr().err.splitlines() == [
        f"  ...    {EACH * n:6.0f} s  every parameter changes the picture: {2 * n} of 7 parameters so far"
        for n in (1, 2, 3)
    ]
