"""``--as hologram:METHOD``: the scene as a phase for a modulator, and what it reconstructs to.

gs, wgs, mraf   the picture stands in the focal plane of a lens, iterated
asm, dpac       it stands ``z`` before the modulator, iterated or at once
planes, cloud   it has depth: slices at their distances, or points of light
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.core.colour import srgb_encode
from renderer.core.errors import UsageError
from renderer.core.suggest import nearest
from renderer.core.view import plain, rays
from renderer.core.volume import Volume
from renderer.displays.light import light_of
from renderer.displays.options import Options
from renderer.displays.recipe import Recipe, Shot

from .methods import DEEP, FOURIER, METHODS, OPTIONS, Bench, profiles
from .slm import codes, correction_of, modulator, phase_of, table_of

__all__ = ["OPTIONS", "profiles", "recipe"]


def recipe(profile: str, volume: Volume, size: tuple[int, int] | None, options: Mapping[str, str]) -> Recipe:
    """
    Return a phase hologram by ``profile`` (gs without); its picture has the modulator's pixels.

    options : of ``OPTIONS``

    Raises UsageError.
    """
    method = profile or "gs"
    if method not in METHODS:
        hint = nearest(method, METHODS, f"there are {', '.join(METHODS)}")
        raise UsageError(f"no hologram '{method}'{hint}")
    bench, fix = _bench(method, options)
    wide, high = bench.device.pixels
    if size not in (None, (wide, high)):
        raise UsageError(f"a hologram has the modulator's pixels, {wide}x{high}; leave --size out, or name another slm")
    share = 0.5 if method == "mraf" else 0.75 if method in ("asm", *DEEP) else 1.0
    drawn = (round(wide * share), round(high * share))
    return Recipe(
        name=f"hologram:{method}",
        views=(plain(volume, wide / high),),
        size=drawn,
        pack=lambda shots: _packed(bench, fix, shots[0], volume, drawn),
        out=(wide, high),
        tag=f"_{method}",
        needs_depth=method in DEEP,
        simulate=lambda picture, focus: _reconstructed(bench, picture, focus, fix),
        sweep=(-1e3 * bench.depth / 2, 1e3 * bench.depth / 2) if method in DEEP else (0.0, 0.0),
        plain_codes=True,
        facts={
            "device": bench.device.title,
            "source": bench.device.source,
            "wavelengths_nm": [round(w * 1e9, 3) for w in bench.waves],
            "z_mm": bench.z * 1e3,
            "two_pi": bench.device.two_pi,
            "sign": bench.device.sign,
        },
        check=lambda _: _check(bench),
    )


def _packed(bench: Bench, fix: tuple[Any, Any], shot: Shot, volume: Volume, size: tuple[int, int]) -> NDArray[np.uint8]:
    """Return the modulator's codes, [h, w, 3], for a picture of ``size`` px; ``fix`` is its correction and table."""
    from .phases import phase_by

    field = bench.device.pixels[::-1]
    light = _light(shot.picture)
    depth = _depth(shot, volume, size) if bench.method in DEEP else None
    worked = light if len(bench.waves) == 3 else light.mean(axis=2, keepdims=True)
    greys = [
        codes(phase_by(bench, _placed(_scaled(bench, worked[..., c], wave), field), _placed_depth(depth, field), wave),
              bench.device, *fix)
        for c, wave in enumerate(bench.waves)
    ]  # fmt: skip
    return np.stack(greys * (3 // len(greys)), axis=2)


def _bench(method: str, options: Mapping[str, str]) -> tuple[Bench, tuple[Any, Any]]:
    """Return what the options ask for, and the correction and table of the modulator."""
    from dataclasses import replace

    from .propagate import check_optics

    chosen = Options("hologram", options, OPTIONS)
    device = modulator(options.get("slm", "generic-1080p"))
    device = replace(device, two_pi=chosen.number("two_pi", device.two_pi, 2.0, 4096.0))
    waves = device.wavelengths if chosen.choice("colour", "mono", "rgb") == "rgb" else (device.wavelengths[1],)
    if "wavelength" in options:
        nanometres = chosen.number("wavelength", 520.0, -1e9, 1e9)
        waves = (nanometres * 1e-9,)
    z = 1e-3 * chosen.number("z", 200.0, -2000.0, 2000.0)
    try:
        for wave in waves:
            check_optics(device.pitch, wave, z)
    except ValueError as error:
        raise UsageError(f"hologram: {error}") from None
    if z == 0.0 and method not in FOURIER:
        raise UsageError("hologram: at z=0 the picture lies in the modulator itself; give a distance: z=200 (mm)")
    depth = 1e-3 * chosen.number("depth", 20.0, 0.0, 500.0)
    if method in DEEP and depth >= 2.0 * abs(z):
        raise UsageError(f"hologram: a depth of {depth * 1e3:g} mm about z={z * 1e3:g} mm reaches the modulator")
    bench = Bench(
        method,
        device,
        waves,
        z,
        depth,
        round(chosen.number("iterations", 30 if method in FOURIER else 12, 1, 2000)),
        round(chosen.number("seed", 0, 0, 2**31)),
        round(chosen.number("planes", 4, 2, 32)),
        round(chosen.number("points", 4000, 10, 200_000)),
        chosen.number("aperture", 0.5 if method == "dpac" else 1.0, 0.05, 1.0),
    )
    return bench, (correction_of(options.get("correction"), device), table_of(options.get("table")))


def _reconstructed(
    bench: Bench, picture: NDArray[Any], focus: float, fix: tuple[Any, Any]
) -> NDArray[np.uint8]:
    """Return what a screen sees ``focus`` mm beyond z (or in the lens's focal plane), [h, w, 3] uint8."""
    from . import fourier, near

    channels = []
    for c, wave in enumerate(bench.waves):
        phase = phase_of(picture[..., c], bench.device, *fix)
        if bench.method in FOURIER:
            seen = fourier.far_field(phase)
        else:
            seen = near.reconstruct(phase, bench.device.pitch, wave, bench.z + focus * 1e-3, bench.aperture)
        light = np.square(np.abs(seen))
        channels.append(_scaled(bench, light, wave, back=True))
    if bench.method == "mraf":
        channels = [one * fourier.kept(one.shape) for one in channels]
    light = np.stack(channels * (3 // len(channels)), axis=2)
    light /= max(float(np.quantile(light, 0.998)), 1e-12)
    return np.asarray(np.rint(255 * srgb_encode(np.clip(light, 0.0, 1.0))), np.uint8)


def _scaled(bench: Bench, picture: NDArray[Any], wave: float, *, back: bool = False) -> NDArray[Any]:
    """
    Return ``picture`` smaller by the wavelength: behind a lens a longer wave lands farther out, x = f wave u.

    So a colour's picture is drawn smaller, and all lie on each other; ``back`` enlarges it as the lens does.
    """
    from scipy.ndimage import affine_transform

    if bench.method not in FOURIER or wave == min(bench.waves):
        return picture
    step = min(bench.waves) / wave if back else wave / min(bench.waves)
    middle = np.array([n // 2 for n in picture.shape])  # where the undiffracted light goes
    return np.asarray(affine_transform(picture, np.full(2, step), middle * (1.0 - step), order=1))


def _light(picture: NDArray[Any]) -> NDArray[np.float32]:
    """Return amplitudes, [h, w, 3]; where there is alpha the picture stands on black."""
    light = light_of(picture)
    if picture.shape[2] == 4:
        light = light * (picture[..., 3:] / (np.iinfo(picture.dtype).max if picture.dtype.kind == "u" else 1.0))
    return np.asarray(np.sqrt(np.clip(light, 0.0, 1.0)), np.float32)


def _depth(shot: Shot, volume: Volume, size: tuple[int, int]) -> NDArray[np.float32]:
    """Return depth 0 (back of the volume) .. 1 (front), [h, w]."""
    if shot.depth is None:
        raise UsageError("this hologram needs depth, and this scene gives none")
    view = plain(volume, size[0] / size[1])
    along = -rays(view, shot.depth.shape[1], shot.depth.shape[0])[..., 2] * shot.depth
    near, far = volume.distance - volume.front, volume.distance + volume.back
    return np.asarray(np.where(shot.depth > 0, np.clip((far - along) / (far - near), 0, 1), 0), np.float32)


def _placed(picture: NDArray[Any], shape: tuple[int, int]) -> NDArray[np.float32]:
    """Return ``picture`` in the middle of a dark field of ``shape``."""
    field = np.zeros(shape, np.float32)
    top, left = (shape[0] - picture.shape[0]) // 2, (shape[1] - picture.shape[1]) // 2
    field[top : top + picture.shape[0], left : left + picture.shape[1]] = picture
    return field


def _placed_depth(depth: NDArray[Any] | None, shape: tuple[int, int]) -> NDArray[np.float32] | None:
    return None if depth is None else _placed(depth, shape)


def _check(bench: Bench) -> tuple[str, ...]:
    """Tell what decides on a bench: calibration first."""
    said = ["Calibrate first: a voltage for 2 pi that is off by 2 % leaves 33 dB of 52, by 10 % 19 dB "
            "(--with two_pi=, table=)."]  # fmt: skip
    if bench.method not in FOURIER:
        width = bench.device.pixels[0] * bench.device.pitch
        spread = abs(bench.z) * max(bench.waves) / (2 * bench.device.pitch)
        if spread > 2 * width:
            said.append(f"At z={bench.z * 1e3:g} mm light spreads {spread * 1e3:.0f} mm, far beyond the modulator's "
                        f"{width * 1e3:.0f} mm: come nearer, or expect soft edges.")  # fmt: skip
    if bench.method == "dpac" and bench.aperture > 0.5:
        said.append("Double phase without an iris at half the band loses 30 dB: set aperture=0.5.")
    return tuple(said)


