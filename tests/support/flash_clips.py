"""Nasty and harmless clips as generators of sRGB codes [rows, columns, 3]; ``t`` is s."""

import numpy as np
from PIL import Image, ImageDraw, ImageFont

ROWS, COLUMNS = 180, 320
WHITE, BLACK = 255, 0


def flat(value):
    """One colour over the whole picture."""
    return np.full((ROWS, COLUMNS, 3), value, np.uint8)


def wave(t, hz):
    """True in one half of each cycle."""
    return (t * hz + 1e-9) % 1.0 < 0.5


def boxed(box, value, ground=40):
    """A patch (top, bottom, left, right as shares) of ``value`` on a ground."""
    out = flat(ground)
    a, b, c, d = (round(s * n) for s, n in zip(box, (ROWS, ROWS, COLUMNS, COLUMNS), strict=True))
    out[a:b, c:d] = value
    return out


def halves(t, hz=10):
    out = flat(0)
    out[:, : COLUMNS // 2] = out[:, COLUMNS // 2 :] = 0
    half = slice(None, COLUMNS // 2) if wave(t, hz) else slice(COLUMNS // 2, None)
    out[:, half] = 255
    return out


def checks(t, side=40, hz=10):
    y, x = np.mgrid[:ROWS, :COLUMNS] // side
    return np.repeat((((x + y + wave(t, hz)) % 2) * 255).astype(np.uint8)[..., None], 3, 2)


def patch(t, hz=10, box=(0.4, 0.65, 0.4, 0.65)):
    return boxed(box, 255 if wave(t, hz) else 0)


def two_patches(t, hz=10):
    on = wave(t, hz)
    out = boxed((0.3, 0.48, 0.3, 0.44), 255 if on else 0)
    out[86:118, 150:190] = 0 if on else 255
    return out


def moving_patch(t, hz=10):
    left = 0.1 + 0.08 * t
    return boxed((0.4, 0.7, left, left + 0.25), 255 if wave(t, hz) else 0)


def racing_patch(t, hz=10):
    left = (0.9 * t) % 0.7
    return boxed((0.3, 0.8, left, left + 0.28), 255 if wave(t, hz) else 0, 0)


def red_only(t, hz=10):
    return flat((140, 0, 0) if wave(t, hz) else (60, 60, 60))


def red_on_black(t, hz=10):
    return flat((130, 0, 0) if wave(t, hz) else 0)


def sawtooth(t, hz=5):
    return flat(round(255 * ((t * hz) % 1.0)))


def full(t, hz=10):
    return flat(255 if wave(t, hz) else 0)


def faint(t, hz=10):
    """A step of luminance 0.25 over a quarter of the screen."""
    return boxed((0.25, 0.75, 0.25, 0.75), 188 if wave(t, hz) else 137, 137)


NASTY = {f.__name__: f for f in (
    full, halves, checks, patch, two_patches, moving_patch, racing_patch, red_only, red_on_black, sawtooth, faint,
)}  # fmt: skip
NASTY["small checks"] = lambda t: checks(t, 4)


def noise(seed):
    rng = np.random.default_rng(seed)
    return lambda _: np.repeat(rng.integers(0, 256, (ROWS, COLUMNS, 1), dtype=np.uint8), 3, 2)


def binary_noise(seed):
    rng = np.random.default_rng(seed)
    return lambda _: np.repeat(rng.integers(0, 2, (ROWS, COLUMNS, 1), dtype=np.uint8) * np.uint8(255), 3, 2)


def colour_noise(seed):
    rng = np.random.default_rng(seed)
    return lambda _: rng.integers(0, 256, (ROWS, COLUMNS, 3), dtype=np.uint8)


def texture(seed, wide=1280):
    """A photograph's spectrum (1/f), full contrast."""
    rng = np.random.default_rng(seed)
    fy, fx = np.fft.fftfreq(ROWS)[:, None], np.fft.rfftfreq(wide)[None, :]
    power = 1 / np.maximum(np.hypot(fy, fx), 1 / wide)
    field = np.fft.irfft2(power * np.exp(2j * np.pi * rng.random(power.shape)), (ROWS, wide))
    field = (field - field.mean()) / field.std()
    return np.clip(128 + 60 * field, 0, 255).astype(np.uint8)


def grain(seed):
    rng, still = np.random.default_rng(seed), texture(seed)[:, :COLUMNS].astype(float)
    return lambda _: np.clip(
        still[..., None] + rng.normal(0, 14, (ROWS, COLUMNS, 1)) + np.zeros(3), 0, 255
    ).astype(np.uint8)


def pan(speed, seed=5):
    wide = texture(seed)
    return lambda t: np.repeat(np.roll(wide, -round(speed * t), 1)[:, :COLUMNS, None], 3, 2)


def one_hertz(t):
    return full(t, 1)


def fine_stripes(t):
    """Stripes of one grid px that change places ten times a second."""
    out = flat(0)
    out[:, int(wave(t, 10)) :: 2] = 255
    return out


def scrolling_text(speed, size=11):
    """White lines of text on black that run to the left, px/s."""
    page = Image.new("L", (COLUMNS + 3 * int(speed) + 1, ROWS))
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(size)
    letters = np.random.default_rng(9).choice(list("abcdefghij klmno prstuvw "), (ROWS // size, page.width))
    for number, row in enumerate(letters):
        pen.text((0, 1.3 * size * number), "".join(row), 255, font)
    codes = np.array(page)
    return lambda t: np.repeat(codes[:, round(speed * t) :][:, :COLUMNS, None], 3, 2)


HARMLESS = {
    "page of text": lambda: scrolling_text(0), "scrolling text": lambda: scrolling_text(60),
    "noise": lambda: noise(1), "binary noise": lambda: binary_noise(2), "colour noise": lambda: colour_noise(3),
    "film grain": lambda: grain(4), "slow pan": lambda: pan(20.0), "pan": lambda: pan(60.0),
    "1 Hz": lambda: one_hertz, "fine stripes": lambda: fine_stripes,
    "2.5 Hz, 2 s": lambda: lambda t: full(min(t, 2.0), 2.5),
}  # fmt: skip


def chain(seed, size=(320, 180)):
    """A random chain of strobes, blocks, tears, noise, patterns, fades and colours: sRGB codes at time t."""
    rng = np.random.default_rng(seed)
    columns, rows = size
    still = texture(int(rng.integers(1 << 30)), columns)[np.arange(rows) * ROWS // rows]
    state = {"shown": np.repeat(still[..., None], 3, 2)}
    layers = [LAYERS[k](np.random.default_rng(rng.integers(1 << 30)), rows, columns)
              for k in rng.choice(len(LAYERS), rng.integers(1, 4))]  # fmt: skip

    def draw(t):
        picture = state["shown"].astype(np.float32)
        for layer in layers:
            picture = layer(picture, t)
        return np.clip(picture, 0, 255).astype(np.uint8)

    return draw


def _strobe(rng, _rows, _columns):
    hz, low, high, duty = rng.uniform(2, 30), rng.uniform(0, 1), rng.uniform(0, 2), rng.uniform(0.2, 0.8)
    return lambda p, t: p * (high if (t * hz) % 1 < duty else low)


def _fade(rng, _rows, _columns):
    hz, depth = rng.uniform(2, 12), rng.uniform(0.2, 1)
    return lambda p, t: p * (1 - depth * ((t * hz) % 1.0))


def _blocks(rng, rows, columns):
    side, rate, value = int(rng.integers(2, 40)), rng.uniform(3, 60), rng.uniform(0.1, 1)
    shape = (-(-rows // side), -(-columns // side))

    def draw(p, t):
        own = np.random.default_rng([int(t * rate), side])
        hit = (own.random(shape) < 0.5).repeat(side, 0).repeat(side, 1)[:rows, :columns, None]
        return np.where(hit, 255 * value, p)

    return draw


def _tear(rng, rows, columns):
    bands, rate = int(rng.integers(2, 60)), rng.uniform(3, 60)

    def draw(p, t):
        own = np.random.default_rng([int(t * rate), bands])
        shift = own.integers(0, columns, bands).repeat(-(-rows // bands))[:rows]
        return np.take_along_axis(p, ((np.arange(columns) + shift[:, None]) % columns)[..., None].repeat(3, 2), 1)

    return draw


def _snow(rng, rows, columns):
    side, amount = int(rng.integers(1, 6)), rng.uniform(0.2, 1)
    shape = (-(-rows // side), -(-columns // side))

    def draw(p, _):
        grey = rng.integers(0, 256, shape).repeat(side, 0).repeat(side, 1)[:rows, :columns, None]
        return p + amount * (grey - p)

    return draw


def _tint(rng, _rows, _columns):
    hz, a, b = rng.uniform(2, 20), rng.uniform(0, 1, 3) ** 3, rng.uniform(0, 1, 3) ** 3
    return lambda p, t: p * (a if (t * hz) % 1 < 0.5 else b)


def _redden(rng, rows, columns):
    hz, code = rng.uniform(2, 20), rng.uniform(60, 255)
    top, left = rng.integers(0, rows // 2), rng.integers(0, columns // 2)

    def draw(p, t):
        if (t * hz) % 1 < 0.5:
            p = p.copy()
            p[top : top + rows // 2, left : left + columns // 2] = (code, 0, 0)
        return p

    return draw


def _invert(rng, _rows, _columns):
    rate, share = rng.uniform(2, 60), rng.uniform(0.1, 0.9)
    return lambda p, t: 255 - p if np.random.default_rng(int(t * rate)).random() < share else p


def _bars(rng, _rows, columns):
    period, speed = rng.uniform(2, 80), rng.uniform(-600, 600)
    return lambda p, t: p * ((np.arange(columns) + speed * t) % period < period / 2)[None, :, None]


def _stuck(rng, rows, columns):
    box = rng.uniform(0.05, 0.5)
    rate = rng.uniform(3, 40)

    def draw(p, t):
        own = np.random.default_rng(int(t * rate))
        p = p.copy()
        y, x = int(own.random() * rows), int(own.random() * columns)
        p[y : y + int(box * rows), x : x + int(box * columns)] = own.integers(0, 256)
        return p

    return draw


LAYERS = (_strobe, _fade, _blocks, _tear, _snow, _tint, _redden, _invert, _bars, _stuck)
