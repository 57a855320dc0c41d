"""``chorus effects``: the glitches that can go over any picture."""

import click

from .tell import tell

__all__ = ["effects"]


@click.command()
@click.argument("name", required=False)
def effects(name: str | None) -> None:
    """Show the glitches that can go over any scene, or all of one's knobs.

    Each effect's amount is 0 at first: nothing happens before a hand, a take or a fault turns it up.

    \b
    chorus effects tear
    chorus export enamel torn.png --effects tear,ghost -p tear_amount=0.6
    """
    from renderer.scene import effect

    if name is None:
        width = max(map(len, effect.effects())) + 2
        for one in effect.effects():
            tell(f"  {one:<{width}}{effect.kind_of(one).says}")
        return
    kind = effect.kind_of(name)
    tell(f"{kind.title}. {kind.says}")
    for param, spec in kind.params.items():
        tell(f"  {f'{name}_{param}':<28}{spec.span:<24}{spec.help}")
