import click

from renderer.cli.with_options import with_options


def test_the_help_has_them_in_their_order_before_those_below():
    own = click.option("--own")(lambda **_: None)

    made = click.command()(with_options(own, [click.option("--first"), click.option("--second")]))

    assert [one.name for one in made.params] == ["first", "second", "own"]
