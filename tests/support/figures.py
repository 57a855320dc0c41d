"""Files of figures for tests of shows: tidy ones for the probe scene, and releases for a feed."""

HEADER = "area,area_name,abbr,lon,lat,time,measure,stratum_kind,stratum,value,low,high,sample,state,unit"


PLACES = [f"{area:02d},Area {area},A{area},{-90 + area},{30 + area}" for area in range(1, 61)]


def figures_text(value=50.0, areas=4, times=(2012,), measures=("dental_visit", "teeth_lost_all")):
    """Return a tidy file in which every figure is ``value`` percent."""
    return _text([f"{place},{time},{name},overall,overall,{value},,,,value,percent"
                  for name in measures for time in times for place in PLACES[:areas]])  # fmt: skip


def release_text(weeks, values):
    """Return one release: ``values`` of each of four areas in ``weeks`` (dates)."""
    return _text([f"{place},{week},flu,overall,overall,{value},,,,value,people"
                  for week, value in zip(weeks, values, strict=True) for place in PLACES[:4]])  # fmt: skip


def own_text():
    """Return a table of one's own: twelve areas, another measure than any scene asks for, one of them withheld."""
    shares = (71.0, 38.5, 55.0, 79.5, 62.0, 47.0, 76.0, 42.5, 66.5, 51.0, None, 58.5)
    return _text([f"{place},2024,sealants,overall,overall,{share},{share - 3},{share + 3},400,value,percent" if share
                  else f"{place},2024,sealants,overall,overall,,,,,suppressed,percent"
                  for place, share in zip(PLACES[:12], shares, strict=True)])  # fmt: skip


def _text(lines):
    return "\n".join([HEADER, *lines]) + "\n"
