"""What to know before a night is spent on an export: sentences, each with its remedy."""

from collections.abc import Iterator

from renderer.core.units import size_words
from renderer.displays.recipe import Recipe
from renderer.scene.effect import kind_of

from .job import Job
from .mural import first_tile, why_not

__all__ = ["preflight", "room"]

MANY = 300  # frames that nobody minds
ROOM = 8e9  # bytes of pictures held at once that a common machine still takes
H264 = (4096, 2304)  # px that decoders of level 5.2 take: 36864 macroblocks of 16x16
H265 = 8192  # px a side that most hardware decoders of H.265 take


def preflight(job: Job) -> tuple[str, ...]:
    """Return what ``job`` will stumble over, nothing where it will not."""
    return tuple(_lines(job))


def room(job: Job) -> str:
    """
    Return in a sentence that this GPU has room for ``job``, whose targets are made, and let go.

    Raises RendererError, as the export would before its first frame, where it has not.
    """
    from .make import opened  # which is all of drawing

    tile, (width, height) = first_tile(job), job.drawn_size
    with opened(job) as engine:
        where = engine.gl.info["GL_RENDERER"]
        if job.samples > 1:
            _ = engine.picture.light  # made where the first sample is drawn, else
    parts = f"in tiles of {tile.width}x{tile.height} px" if tile else "in one piece"
    view = " a view" if job.recipe and len(job.recipe.views) > 1 else ""
    return f"{job.choice.path.name}: {where} has room for it: {width}x{height} px{view}, drawn {parts}."


def _memory(job: Job) -> Iterator[str]:
    """Tell what it costs that a scene, or an effect over it, remembers past frames."""
    scene = job.loaded.scene
    own = ", ".join(effect.name for effect in scene.effects if kind_of(effect.name).remembers)
    who = f"{own} remember{'s' * (',' not in own)}" if own else f"{job.loaded.name} remembers"
    if scene.feedback and (before := job.frames[0] - job.begun) > MANY:
        yield f"{who} past frames: {before:,} are run through before the first is drawn; start nearer {job.begun}."
    if own and job.samples > 1:
        yield f"{who} whole frames, so --samples smooths nothing; take a larger --size and scale it down."


def _lines(job: Job) -> Iterator[str]:
    yield from _memory(job)
    if why := why_not(job):
        yield why
    if job.choice.hdr:
        signal = job.choice.hdr.upper()
        yield (f"{job.choice.path.name} is an SDR picture in {signal}: a scene ends with its tone curve, so nothing is "
               "brighter than white, at 203 cd/m2. Player and wall must take BT.2020 of 10 bits as "
               f"{signal}; one that does not shows it dim and grey.")  # fmt: skip
    recipe, volume = job.recipe, job.loaded.scene.views
    if recipe is None or volume is None:
        return
    kind, name = job.choice.format.kind, job.choice.format.name
    if recipe.check is not None and not job.simulated:
        yield from recipe.check(volume)
    width, height = recipe.size
    held = len(recipe.views) * width * height * 8.0
    if held > ROOM:
        yield f"{recipe.name} holds {size_words(held)} of views at once; ask for fewer or smaller ones."
    coded = kind == "film" or job.choice.format.quality is not None
    if job.simulated:
        return
    if kind == "film":
        yield from _codec(recipe, job.choice.codec)
        if recipe.after and job.choice.path.suffix.lower() != ".mp4":
            yield f"Only an .mp4 tells a headset that it is a panorama: name {job.choice.path.name} so."
    if recipe.pictures > 1 and kind == "still":
        yield f"A still holds the first of {recipe.pictures} pictures that take turns: name a film or name-%05d.png."
    if recipe.plain_codes and coded:
        yield f"{name} changes pixels, and each of these is a phase: write numbered .png (name-%05d.png) instead."
    if recipe.exact_black and not job.choice.black:
        yield "A film's codec may lift black by a code or two; on gauze that is a grey sheet. Numbered .png stay exact."


def _codec(recipe: Recipe, codec: str | None) -> Iterator[str]:
    """Tell which players will refuse a film of this size."""
    (width, height), most = recipe.out, H264[0] * H264[1]
    if codec not in ("h264", "h265") or not recipe.smaller:
        return
    if max(width, height) > H265:
        yield (
            f"A film of {width}x{height} px is more than decoders take ({H265} px a side); "
            f"ask for {recipe.smaller.format(H265)}."
        )
    elif codec == "h264" and width * height > most:
        side = int(max(width, height) * (most / (width * height)) ** 0.5) // 16 * 16
        yield (
            f"A film of {width}x{height} px has more pixels than H.264's level 5.2 ({H264[0]}x{H264[1]}), where many "
            f"decoders end: take --codec h265, or {recipe.smaller.format(side)} for H.264."
        )
