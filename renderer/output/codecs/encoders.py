"""How each codec of a film is asked to encode: the same bytes on every machine, whatever its cores."""

from dataclasses import dataclass, field, replace
from fractions import Fraction
from importlib import import_module

from .hdr import SIGNALS, Signal

__all__ = ["CODECS", "Codec"]

# x264's output depends on the number of its threads, so that number is fixed, not the machine's.
THREADS = 4


@dataclass(frozen=True, slots=True)
class Codec:
    """
    One codec.

    label : its name in messages
    encoder : its encoder in ffmpeg
    pixels : pixel format by bits a channel; with_alpha : the same, for films with transparency
    options : of the encoder
    quality : 1..100 where none was asked for; worst : the crf of quality 0, 0.0 where it has one quality only
    sides : what width and height must be multiples of: 2 as 4:2:0 and 4:2:2 ask, 4 as blocks of texels do
    smallest, largest : px that it takes, width and height; widths : what its width must be a multiple of, as it is
    tag : four-character code, where the usual one is not what players want
    fastest : frames a second that players keep
    noted : whether its container has room for colour tags and the manifest
    black : whether black comes back as exactly 0
    signal : how light becomes numbers; hdr : whether it may be PQ or HLG
    segments : whether it is encoded in segments that are joined: not where one palette must serve all pictures
    """

    label: str
    encoder: str
    pixels: dict[int, str]
    options: dict[str, str]
    quality: int = 0
    worst: float = 0.0
    sides: tuple[int, int] = (2, 2)
    smallest: tuple[int, int] = (1, 1)
    largest: tuple[int, int] = (65_535, 65_535)
    widths: int = 1
    with_alpha: dict[int, str] = field(default_factory=dict)
    tag: str | None = None
    fastest: int = 240
    noted: bool = True
    black: bool = False
    segments: bool = True
    hdr: bool = False
    signal: Signal = SIGNALS[""]

    def as_signal(self, name: str) -> "Codec":
        """Return this codec as it encodes ``pq`` or ``hlg``, itself for ``''``."""
        signal = SIGNALS[name]
        options = dict(self.options)
        for key, said in (("x265-params", signal.x265), ("svtav1-params", signal.svt)):
            if said and key in options:
                options[key] += f":{said}"
        return replace(self, options=options, signal=signal)

    @property
    def rgb(self) -> bool:
        """Whether it stores red, green and blue as they are, and not luma and chroma in limited range."""
        return not any(name.startswith("yuv") for name in self.pixels.values())

    def pixel_format(self, depth: int, *, alpha: bool) -> str:
        """Return the pixel format to encode."""
        return (self.with_alpha if alpha else self.pixels)[depth]

    def settings(self, quality: int | None, fps: Fraction, *, alpha: bool) -> dict[str, str]:
        """Return the encoder's options for a quality 1..100 (None: the codec's default)."""
        chosen = dict(self.options)
        if self.worst:
            crf = (100 - (quality or self.quality)) / 100 * self.worst
            chosen["crf"] = str(round(crf))
            # A key frame every two seconds: players and media servers can jump in.
            chosen["g"] = str(max(1, round(2 * fps)))
        if self.encoder == "libx264":
            chosen |= _repeatable()
        if "alpha_bits" in chosen and not alpha:
            chosen["alpha_bits"] = "0"
        return chosen


CODECS = {
    # 18 frames of lookahead instead of 50: 100 MiB less at 720p, 0.5 % more file.
    "h264": Codec("H.264", "libx264", {8: "yuv420p"}, {"preset": "slow", "rc-lookahead": "18"}, quality=68, worst=50.0,
                  largest=(16_384, 16_384)),
    "h265": Codec(
        "H.265",
        "libx265",
        {8: "yuv420p", 10: "yuv420p10le"},
        {
            "preset": "medium",
            "x265-params": f"log-level=error:pools={THREADS}:frame-threads=2:rc-lookahead=20:info=0",
        },
        quality=64,
        worst=50.0,
        hdr=True,
        smallest=(16, 16),
        tag="hvc1",  # what Apple's players ask for
    ),
    "av1": Codec(
        "AV1",
        "libsvtav1",
        {8: "yuv420p", 10: "yuv420p10le"},
        {"preset": "7", "svtav1-params": f"lp={THREADS}"},
        smallest=(4, 4),
        largest=(16_384, 8704),
        quality=64,
        worst=63.0,
        hdr=True,
    ),
    "vp9": Codec(
        "VP9",
        "libvpx-vp9",
        {8: "yuv420p"},
        {"deadline": "good", "cpu-used": "3", "b": "0", "tile-columns": "2", "auto-alt-ref": "0"},
        quality=64,
        worst=63.0,
        with_alpha={8: "yuva420p"},
    ),
    "prores": Codec(
        "ProRes 4444",
        "prores_ks",
        {10: "yuv444p10le"},
        {"profile": "4444", "vendor": "apl0", "alpha_bits": "16"},
        sides=(1, 1),
        with_alpha={10: "yuva444p10le"},
        black=True,
    ),
    "prores-hq": Codec(
        "ProRes 422 HQ",
        "prores_ks",
        {10: "yuv422p10le"},
        {"profile": "hq", "vendor": "apl0"},
        sides=(2, 1),
        black=True,
    ),
    "dnxhr": Codec("DNxHR 444", "dnxhd", {10: "yuv444p10le"}, {"profile": "dnxhr_444"}, sides=(1, 1),
                   smallest=(256, 120), largest=(65_535, 8192), black=True),
    "cineform": Codec("CineForm", "cfhd", {12: "gbrp12le"}, {"quality": "film2+"}, smallest=(32, 32), widths=16,
                      with_alpha={12: "gbrap12le"}),
    "hap": Codec("HAP", "hap", {8: "rgba"}, {"format": "hap"}, sides=(4, 4)),
    "hap-alpha": Codec("HAP Alpha", "hap", {8: "rgba"}, {"format": "hap_alpha"}, sides=(4, 4), with_alpha={8: "rgba"}),
    "hap-q": Codec("HAP Q", "hap", {8: "rgba"}, {"format": "hap_q"}, sides=(4, 4)),
    # A sum of each slice: damage is found, and told.
    "ffv1": Codec("FFV1", "ffv1", {16: "gbrp16le", 8: "bgr0"}, {"level": "3", "slicecrc": "1", "slices": "4", "g": "1"},
                  sides=(1, 1), smallest=(2, 2), with_alpha={16: "gbrap16le", 8: "bgra"}, black=True),
    "gif": Codec("GIF", "gif", {8: "pal8"}, {}, sides=(1, 1), fastest=50, noted=False,
                 segments=False),
}


def _repeatable() -> dict[str, str]:
    """
    Return the option that keeps x264 from its AVX-512 code, on processors that have it.

    That code (of macroblock trees, in the x264 of 2026) reads beyond its rows: of 150 equal films 2 to 30
    differed. What it does without is the same on all processors, and 5 % slower.
    """
    try:
        features = import_module("numpy._core._multiarray_umath").__cpu_features__
    except (ImportError, AttributeError):
        return {}
    return {"x264-params": "asm=avx2,fma3,bmi1,bmi2,lzcnt"} if features.get("AVX512F") else {}
