"""How panels are hung, in sentences: where each begins, how wide it is, which lies over which."""

from .panels import Layout, PrintPanel

__all__ = ["cm", "lines", "place_of", "steps", "summary"]


def cm(layout: Layout, px: float) -> str:
    """Return a length of ``px`` in centimetres as a rule shows it, to the millimetre."""
    return f"{px * layout.mm / 10:.1f}".removesuffix(".0")


def place_of(layout: Layout, panel: PrintPanel) -> tuple[int, int]:
    """Return how far the left and the lower edge of ``panel`` lie from those of the whole picture, px."""
    whole, own = layout.trim, panel.trim
    return own.x - whole.x, whole.y + whole.height - own.y - own.height


def summary(layout: Layout) -> str:
    """Return the size and number of the panels, in a line."""
    whole, first = layout.trim, layout.panels[0].trim
    return (f"{cm(layout, whole.width)} x {cm(layout, whole.height)} cm in {len(layout.panels)} panels of "
            f"{cm(layout, first.width)} x {cm(layout, first.height)} cm, overlap {cm(layout, layout.overlap)} cm")


def lines(layout: Layout, panel: PrintPanel) -> tuple[str, ...]:
    """Return what may stand in the margin of ``panel``: all, and less where there is less room."""
    own = panel.trim
    size = f"{cm(layout, own.width)} x {cm(layout, own.height)} cm"
    if len(layout.panels) == 1:
        return (size,)
    left, low = place_of(layout, panel)
    where = f"{cm(layout, left)} cm from the left" + (f", {cm(layout, low)} cm up" if _rows(layout) > 1 else "")
    under = [str(number) for number in (panel.right, panel.above) if number]
    lie = "lies" if len(under) == 1 else "lie"
    over = f"; {' and '.join(under)} {lie} over it to the dashed marks" if under else ""
    which = f"panel {panel.number} of {len(layout.panels)}"
    return f"{which}: {size}, {where}{over}", f"{which}: {size}, {where}", f"{which}: {size}", which[6:]


def steps(layout: Layout) -> tuple[str, ...]:
    """Return how the panels are hung, one sentence for each step."""
    overlap, first, last = cm(layout, layout.overlap), layout.panels[0].trim, layout.panels[layout.columns - 1].trim
    rows = _rows(layout)
    wide = cm(layout, last.width)
    other = "" if wide == cm(layout, first.width) else f" The last is {wide} cm wide."
    made = [
        "Cut each panel at the lines of its corners, not at the dashed ones.",
        f"Hang panel 1 at the left{' of the lowest row' if rows > 1 else ''}, its right edge plumb at "
        f"{cm(layout, first.width)} cm from the left edge of the picture.",
    ]
    if layout.columns > 1:
        made.append(f"Go on to the right: each panel lies OVER the right edge of the one before it by {overlap} cm, up "
                    f"to the dashed marks.{other}")
    if rows > 1:
        made.append(f"Then the row above, each panel lying OVER the upper edge of the one below it by {overlap} cm, so "
                    "that dust and water run off.")
    made.append("The figures under the picture say, in cm from its left edge, where the left edge of each panel lies"
                + ("; those beside it, from its lower edge, the lower edge of each row." if rows > 1 else "."))
    return tuple(made)


def _rows(layout: Layout) -> int:
    return len(layout.panels) // layout.columns
