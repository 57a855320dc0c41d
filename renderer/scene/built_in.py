"""The names that every shader is given, so that a scene may not use them again."""

import re

__all__ = ["BUILT_IN", "IN_SCENES", "OWN_TEXTURES", "column_constant", "role_constant"]

BUILT_IN = (
    "vec2 u_resolution",  # size of this pass's picture, px: of the whole, where a part of it is drawn
    "vec2 u_output",  # size of the picture, px
    "vec2 u_origin",  # lower left corner of the part that is drawn, px
    "vec2 u_extent",  # size of that part, px
    "vec2 u_jitter",  # place of this sample inside the pixel, px from its centre
    "float u_time",
    "float u_dt",
    "float u_playhead",
    "float u_moment",  # place in the table's history, 0 .. u_times - 1
    "int u_frame",
    "uint u_seed",
    "bool u_fresh",  # whether a last frame that this pass reads was lost, or never was: begin anew
    "int u_rows",
    "int u_columns",
    "int u_times",
)
# What the last pass, a scene with views and one with sculpt are given beside these.
IN_SCENES = {
    "passes": ("u_steps", "u_weight", "u_straight"),
    "views": ("u_eye", "u_screen_corner", "u_screen_right", "u_screen_up", "u_bounds", "u_alone"),
    "places": ("u_places", "u_place_triangles", "u_place_lines", "u_ground_part", "u_ground_reach"),
    "sculpt": ("u_strokes",),
    "strata": ("u_strata", "role_of"),
    "roles": ("u_domain", "role_low", "role_high", "role_part", "role_shown"),
}
# No pass and no input has such a name: t_table ... are textures of the loader, chorus_main ... its functions.
OWN_TEXTURES = (
    "table", "seats", "ground", "ground_part", "ground_areas", "ground_neighbours", "ground_triangles", "ground_lines",
    "ground_seats", "ground_cartogram", "strokes", "faults", "points", "main", "display", "dither", "here",
)  # fmt: skip


def role_constant(role: str) -> str:
    """Return the GLSL name of a role: ``ROLE_LIT``."""
    return f"ROLE_{role.upper()}"


def column_constant(column: str) -> str:
    """
    Return the GLSL name of a column.

    >>> column_constant("dental_visit@income=under_15k")
    'COL_DENTAL_VISIT_INCOME_UNDER_15K'
    """
    return "COL_" + re.sub(r"[^A-Z0-9]+", "_", column.upper())
