"""What passes read, checked: names that mean something, that GLSL can tell apart, and no more than a GPU samples."""

from pathlib import Path, PurePath

from renderer.core.errors import SceneError
from renderer.core.suggest import nearest

from .reads import Input, Read
from .scene import Pass, Scene

__all__ = ["check_input", "check_reads"]

_MOST_SAMPLED = 16  # textures of one pass, what OpenGL 4.1 promises


def check_reads(step: Pass, scene: Scene, drawn: list[str]) -> None:
    """Check what one pass samples; ``drawn`` are the passes up to and with it. Raises SceneError."""
    outputs = {one.name: ("", *one.outputs) for one in scene.passes} | {one.name: ("",) for one in scene.inputs}
    names: dict[str, str] = {}
    for text, read in zip(step.reads, step.sampled, strict=True):
        if read.source not in outputs:
            hint = nearest(read.source, outputs) or "; no pass and no input has that name"
            raise SceneError(f"pass '{step.name}' reads '{read.source}'{hint}")
        if read.output not in outputs[read.source]:
            hint = nearest(read.output, outputs[read.source][1:]) or "; name it among that pass' outputs"
            raise SceneError(f"pass '{step.name}' reads '{read.source}.{read.output}'{hint}")
        _check_order(step, read, scene, drawn)
        if names.setdefault(read.sampler, text) != text:
            raise SceneError(f"pass '{step.name}' reads both '{names[read.sampler]}' and '{text}', and each would be "
                             f"t_{read.sampler}; give one another name")  # fmt: skip
    if len(names) < len(step.reads):
        raise SceneError(f"pass '{step.name}' reads one thing twice; name each once")
    sampled = len(step.reads) + (2 if scene.wanted else 0) + 3 * scene.places + bool(scene.sculpt) + bool(scene.feed)
    if sampled > _MOST_SAMPLED:
        raise SceneError(f"pass '{step.name}' samples {sampled} textures, those of figures, map, strokes and faults "
                         f"among them; {_MOST_SAMPLED} is the most that every GPU takes: read fewer")  # fmt: skip


def check_input(one: Input, folder: Path) -> None:
    """Check one input; whether its file is a picture is seen when it is read. Raises SceneError."""
    if not one.file:
        return
    path = PurePath(one.file)
    if path.is_absolute() or ".." in path.parts:
        raise SceneError(f"input '{one.name}': '{one.file}' lies outside the scene's folder; put the picture into it, "
                         "so that the folder works wherever it is copied to")  # fmt: skip
    if not (folder / path).is_file():
        files = [path.name for path in folder.glob("*.*")]
        raise SceneError(f"input '{one.name}': no file '{one.file}'{nearest(one.file, files)}")


def _check_order(step: Pass, read: Read, scene: Scene, drawn: list[str]) -> None:
    """Check that what is read is there by then."""
    is_pass = any(one.name == read.source for one in scene.passes)
    if read.last and not is_pass:
        raise SceneError(f"pass '{step.name}' reads the last frame of '{read.source}', which is an input")
    if is_pass and not read.last and read.source not in drawn:
        raise SceneError(f"pass '{step.name}' reads '{read.source}', which is drawn after it; move '{read.source}' "
                         f"up, or read its last frame: last(\"{read.source}\")")  # fmt: skip
