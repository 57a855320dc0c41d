"""Files of figures for tests of shows: tidy ones for the probe scene, and releases for a feed."""

HEADER = "area,area_name,abbr,lon,lat,time,measure,stratum_kind,stratum,value,low,high,sample,state,unit"


def figures_text(value=50.0, areas=4, times=(2012,), measures=("dental_visit", "teeth_lost_all")):
    """Return a tidy file in which every figure is ``value`` percent."""
    lines = [f"{area:02d},Area {area},A{area},{-90 + area},{30 + area},{time},{name},overall,overall,{value},,,,value,percent"
             for name in measures for time in times for area in range(1, areas + 1)]  # fmt: skip
    return "\n".join([HEADER, *lines]) + "\n"


def release_text(weeks, values):
    """Return one release: ``values`` of each of four areas in ``weeks`` (dates)."""
    lines = [f"{area:02d},Area {area},A{area},{-90 + area},{30 + area},{week},flu,overall,overall,{value},,,,value,people"
             for week, value in zip(weeks, values, strict=True) for area in range(1, 5)]  # fmt: skip
    return "\n".join([HEADER, *lines]) + "\n"
