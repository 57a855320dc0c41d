"""Counts over a denominator as rates, with the interval that their number allows."""

__all__ = ["RATE_UNITS", "wilson_sql"]

# How many of the unit make a whole: a ratio of 1 is 100 percent.
RATE_UNITS = {"ratio": 1.0, "percent": 100.0, "per 1,000": 1e3, "per 10,000": 1e4, "per 100,000": 1e5}
_Z = 1.959963984540054  # 95 %


def wilson_sql(cases: str, seen: str, whole: float) -> tuple[str, str, str]:
    """
    Return SQL for rate, low and high of ``cases`` among ``seen``, expressions of numbers, in units of ``whole``.

    Wilson's interval ("Probable inference", 1927) at 95 %, which stays within 0 and ``whole``. Six digits
    behind the point are kept; NULL where nobody was seen.
    """
    share, some = f"({cases} / {seen})", f"nullif({seen}, 0)"
    square = _Z * _Z
    middle = f"({share} + {square} / (2 * {some}))"
    half = f"({_Z} * sqrt(greatest({share} * (1 - {share}), 0) / {some} + {square} / (4 * {some} * {some})))"
    scale = f"{whole} / (1 + {square} / {some})"
    low = f"greatest(0, ({middle} - {half}) * {scale})"
    high = f"least({whole}, ({middle} + {half}) * {scale})"
    rate = f"{cases} / {some} * {whole}"
    # Rounding must not part a rate of 0 or 100 from its own interval.
    return (
        f"round({rate}, 6)",
        f"least(round({low}, 6), round({rate}, 6))",
        f"greatest(round({high}, 6), round({rate}, 6))",
    )
