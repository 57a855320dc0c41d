"""What is written of the kinds of file that Chorus makes: a table from the formats themselves."""

from .codecs.encoders import CODECS
from .formats import FORMATS, Format, listed

__all__ = ["formats_section"]

_KINDS = {"still": "stills", "film": "films", "print": "prints", "zoom": "pages to zoom into", "object": "objects"}


def formats_section() -> str:
    """Return a table of everything that an extension can ask for, in Markdown: a row of each alike."""
    rows: dict[tuple[str, ...], list[str]] = {}
    for name in listed("still", "film", "print", "zoom", "object"):
        rows.setdefault(_row(FORMATS[name[1:]]), []).append(f"`{name}`")
    lines = ["| file | is of | bits a channel | codecs | transparency | sound |", "|---|---|---|---|---|---|"]
    return "\n".join([*lines, *(f"| {' '.join(names)} | {' | '.join(row)} |" for row, names in rows.items())])


def _row(form: Format) -> tuple[str, ...]:
    """Return what is said of one format; of an object neither bits nor transparency mean anything."""
    if form.kind == "object":
        return _KINDS[form.kind], "", "", "", ""
    bits = ", ".join(f"{depth} (float)" if depth == 32 or form.linear else str(depth) for depth in form.depths)
    clear = [codec for codec in form.codecs if CODECS[codec].with_alpha]
    some = f"with {', '.join(clear)}" if clear else "yes"
    codecs = ", ".join(f"`{codec}`" for codec in form.codecs)
    return _KINDS[form.kind], bits, codecs, some if form.alpha else "no", form.sound
