"""Say what a driver's shader log means: which file and line, in the artist's words.

Three families of logs exist: Mesa's ``0:18(50): error: ...``, NVIDIA's ``0(18) : error C1503: ...``
and the Khronos reference compiler's ``ERROR: 0:18: ...``, which Intel and AMD on Windows, ANGLE and
Apple descend from. Samples of each are in ``tests/gpu/logs``.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from .include import Expanded, show

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["explain"]

MOST = 8  # errors worth reading; the rest follow from the first
_FORMATS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\d+:(?P<line>\d+)\((?P<column>\d+)\): (?:preprocessor )?(?P<kind>error|warning): (?P<text>.*)",
        r"\d*\((?P<line>\d+)\)\s*: (?:fatal )?(?P<kind>error|warning) C\d+: (?P<text>.*)",
        r"(?P<kind>ERROR|WARNING): \d+:(?P<line>\d+):\s*(?:(?:error|warning)\(#\d+\)\s*)?(?P<text>.*)",
        r"(?P<kind>ERROR|WARNING|error|warning):\s*(?:(?:error|warning)\(#\d+\)\s*)?(?P<text>.*)",
    )
)
_BANNER = re.compile(r"GLSL (Compiler|Linker) failed$|[=-]+$|(\w+_shader|Program|\w+ info)$")
# Sums and second thoughts, worth reading only where nothing else was said.
_SUM = re.compile(
    r".*following errors:$|.*\d+ compilation errors?\.|.*: compilation terminated|.*not successfully compiled"
    r"|.*error C0000: \.\.\. or #version|.*error C2003: incompatible options"
)
_NAMED = re.compile(r"[`'\"](?P<quoted>[A-Za-z_]\w*)|(?:identifier: |named )(?P<bare>[A-Za-z_]\w*)")
_UNKNOWN = re.compile(
    "undeclared|undefined|no function|unresolved|field|not declared|no matching|unable to find", re.IGNORECASE
)
_DECLARED = re.compile(
    r"\b(?:void|bool|u?int|float|[biu]?vec[234]|mat[234]\w*|[iu]?sampler\w+|struct|[A-Z]\w*)\s+(\w+)((?:\s*,\s*\w+)*)"
)
_UNLINKED = (
    (r"lacks `main'|[Mm]issing (?:entry point|main)", "write `void main() { ... }`: there is none"),
    (r"reference to function `(\w+)'|undefined function \"(\w+)", "'{}' is declared but has no body"),
    (
        r"input `(\w+)' has no matching|shader '(\w+)' not written|varying (\w+), but previous shader",
        "the fragment shader reads '{}', which the vertex shader does not write",
    ),
)
_BUILT_IN = frozenset(
    re.findall(
        r"\w+",
        """
        abs acos all any asin atan ceil clamp cos cross degrees determinant dFdx dFdy discard distance dot
        equal exp exp2 faceforward floatBitsToUint floor fract fwidth gl_FragCoord gl_InstanceID gl_Position
        gl_VertexID greaterThan greaterThanEqual imageLoad imageStore inverse inversesqrt isinf isnan length
        lessThan lessThanEqual log log2 max min mix mod modf normalize not notEqual outerProduct pow radians
        reflect refract round sign sin smoothstep sqrt step tan texelFetch texture textureLod textureSize
        transpose trunc uintBitsToFloat
        bool bvec2 bvec3 bvec4 const else false float for int ivec2 ivec3 ivec4 layout mat2 mat3 mat4 return
        sampler2D sampler2DArray struct true uint uniform uvec2 uvec3 uvec4 vec2 vec3 vec4 void while
        """,
    )
)


@dataclass(frozen=True, slots=True)
class _Finding:
    """One complaint; line and column as the driver counts them, 0 where it gave none."""

    text: str
    line: int = 0
    column: int = 0
    warning: bool = False
    candidates: tuple[str, ...] = ()


def explain(log: str, source: Expanded, names: Sequence[str] = ()) -> str:
    """
    Return ``log`` led back to the files of ``source``, one error a line of the artist's.

    ``names`` : further names worth suggesting, beside those that the source declares and GLSL's own.
    Each error is ``file:line:column: message; did you mean name?`` and the line itself, indented.
    A log that fits no known form comes through as it is.
    """
    said = [line for line in log.splitlines() if line.strip() and not _BANNER.match(line.strip())]
    found = list(_findings(said))
    found = [finding for finding in found if not finding.warning] or found
    first = show(source.files[0]) if source.files else "shader"
    if not found:
        return f"{first}: {' '.join(' '.join(said).split())}"
    known = {*names, *_declared(source.text)}
    told: dict[int | str, str] = {}
    for finding in found:
        place, quote = _place(finding, source, first)
        told.setdefault(finding.line or finding.text, f"{place} {_words(finding, known)}{quote}")
    rest = f"\n... and {len(told) - MOST} more" if len(told) > MOST else ""
    return "\n".join(list(told.values())[:MOST]) + rest


def _findings(lines: Sequence[str]) -> Iterator[_Finding]:
    """Yield what each line says; Mesa's lists of candidates join the error before them."""
    held: _Finding | None = None
    for line in lines:
        if _SUM.match(line.strip()):
            continue
        finding = _parse(line.strip())
        if held and finding.text.startswith("  ") and finding.line == held.line:
            held = replace(held, candidates=(*held.candidates, finding.text.strip()))
            continue
        if held:
            yield held
        held = finding
    if held:
        yield held


def _parse(line: str) -> _Finding:
    for form in _FORMATS:
        if match := form.match(line):
            said = match.groupdict()
            return _Finding(
                said["text"].replace("chorus_main", "main"),
                int(said.get("line") or 0),
                int(said.get("column") or 0),
                said["kind"].lower() == "warning",
            )
    return _Finding(line)


def _place(finding: _Finding, source: Expanded, first: str) -> tuple[str, str]:
    """Return ``file:line:column:`` and the quoted line, or what is known of them."""
    if not finding.line:
        return f"{first}:", ""
    index = min(finding.line, len(source.lines)) - 1
    path, number = source.lines[index]
    if path is None:
        return _beyond(index, source, first)
    quote = source.text.split("\n")[index]
    column = _column(finding, quote)
    hint = ""
    if "';'" in finding.text and column and not quote[: column - 1].strip():
        hint = "\n    Is a ';' missing at the end of the line before?"
    return f"{show(path)}:{number}:" + (f"{column}:" if column else ""), f"\n    {quote.strip()}{hint}"


def _beyond(index: int, source: Expanded, first: str) -> tuple[str, str]:
    """Place an error in the loader's lines: those after the shader mean that it ended too late."""
    before = [line for line in source.lines[:index] if line[0] is not None]
    if not before:
        return f"{first}: in what the loader writes before it:", f"\n    {source.text.split(chr(10))[index]}"
    path: Path | None = before[-1][0]
    assert path is not None
    return f"{show(path)}:{before[-1][1]}: after this last line (is a brace open, or main missing?):", ""


def _column(finding: _Finding, quote: str) -> int:
    """
    Return the column (from 1) of what the finding names, or of where the driver points; 0 for neither.

    Mesa counts columns after its preprocessor made each run of blanks one, so its numbers are too small
    in every indented line.
    """
    column = finding.column
    for told, match in enumerate(re.finditer(r"[ \t]+|[^ \t]", quote), 1):
        if told == finding.column:
            column = match.start() + 1
    name = _name(finding.text)
    places = [match.start() + 1 for match in re.finditer(rf"\b{name}\b", quote)] if name else []
    return min(places, key=lambda place: abs(place - column)) if places else column


def _name(text: str) -> str:
    found = _NAMED.search(text)
    return (found["quoted"] or found["bare"]) if found else ""


def _words(finding: _Finding, known: set[str]) -> str:
    """Return the message: a linker's idiom made plain, else tidied, with the nearest known name."""
    if not finding.line:
        for pattern, plain in _UNLINKED:
            if match := re.search(pattern, finding.text):
                return plain.replace("{}", next((group for group in match.groups() if group), ""))
    text = re.sub(r"\s+", " ", finding.text).strip().replace("' : ", "': ").replace("syntax error syntax", "syntax")
    if finding.candidates:
        text = text.replace("; candidates are:", "; it takes " + " or ".join(finding.candidates[:3]))
    name = _name(finding.text)
    return text + _meant(name, known) if _UNKNOWN.search(text) else text


def _meant(name: str, known: set[str]) -> str:
    """Return ``; did you mean x?``; where the scene's names and GLSL's are equally near, the scene's."""
    if len(name) < 3 or name in known:
        return ""

    def likeness(other: str) -> tuple[float, bool]:
        return SequenceMatcher(None, name.lower(), other.lower()).ratio(), other in known

    best = max(sorted(known | _BUILT_IN), key=likeness)
    return f"; did you mean {best}?" if best != name and likeness(best)[0] >= 0.6 else ""


def _declared(text: str) -> Iterator[str]:
    """Yield every name that GLSL ``text`` declares: uniforms, functions, arguments, variables, fields."""
    for first, more in _DECLARED.findall(text):
        yield first
        yield from re.findall(r"\w+", more)
