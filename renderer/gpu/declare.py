"""What the loader writes around each shader: version, uniforms, samplers, ``pixel()``, the end.

Nothing is declared twice: parameters, columns and reads come from the scene.
"""

import re
from collections.abc import Iterable

from renderer.params.param import Spec, choice_constants, specs
from renderer.scene.built_in import BUILT_IN, column_constant, role_constant
from renderer.scene.reads import Read
from renderer.scene.scene import EffectPass, Pass, Scene
from renderer.signals.fault.kinds import KINDS

__all__ = ["DISPLAY", "declarations", "ending", "uniform_names"]

# What a scene that takes views knows of its eye: it is never turned, so the picture is off-axis.
_VIEW = """uniform vec3 u_eye;  // mm
uniform vec3 u_screen_corner;  // lower left of the screen that the eye looks through, mm
uniform vec3 u_screen_right;  // its edges from there
uniform vec3 u_screen_up;
uniform vec4 u_bounds;  // left, right, bottom, top in radians of an equirectangular picture, or 0
uniform int u_alone;  // 1: the picture stands for itself; 0: a cut-out, or a view of a display: black is nothing
"""
# Directions of pixels (fragment shaders) and places of points (vertex shaders) in such a view.
_RAY = """vec3 view_ray() {  // unit direction from u_eye through this pixel
    vec2 at = pixel() / u_resolution;
    if (u_bounds.x == u_bounds.y)
        return normalize(u_screen_corner + at.x * u_screen_right + at.y * u_screen_up - u_eye);
    vec2 angle = mix(u_bounds.xz, u_bounds.yw, at);
    vec3 right = normalize(u_screen_right), up = normalize(u_screen_up);
    return cos(angle.y) * (sin(angle.x) * right - cos(angle.x) * cross(right, up)) + sin(angle.y) * up;
}
"""
_PROJECT = """vec4 project(vec3 p) {  // clip space of a point in mm
    vec3 right = normalize(u_screen_right), up = normalize(u_screen_up), back = cross(right, up);
    vec3 way = p - u_eye, corner = u_screen_corner - u_eye;
    float plane = -dot(corner, back), near = plane / 16.0, far = plane * 16.0;
    if (u_bounds.x == u_bounds.y) {
        float z = -dot(way, back);
        vec2 place = vec2(dot(way, right), dot(way, up)) * plane - z * vec2(dot(corner, right), dot(corner, up));
        place /= vec2(length(u_screen_right), length(u_screen_up));
        return vec4(2.0 * place - z, ((far + near) * z - 2.0 * far * near) / (far - near), z);
    }
    vec2 angle = vec2(atan(dot(way, right), -dot(way, back)), asin(dot(way, up) / length(way)));
    vec2 place = (angle - u_bounds.xz) / (u_bounds.yw - u_bounds.xz);
    return vec4(2.0 * place - 1.0, 2.0 * length(way) / far - 1.0, 1.0);
}
"""
# From where to where a role shows its figures, in percent or their unit; of a role that shows nothing, nowhere.
_DOMAINS = """uniform vec2 u_domain[{roles}];
float role_low(int role) {{ return u_domain[role % {roles}].x; }}
float role_high(int role) {{ return u_domain[role % {roles}].y; }}
bool role_shown(int role) {{ return role_high(role) > role_low(role); }}
float role_part(int role, float value) {{  // 0 and less where it is dark .. 1 and more where it is full
    return (value - role_low(role)) / max(role_high(role) - role_low(role), 1e-6);
}}"""
# Where a role of one of the groups beside each other stands, and at -1 the role of those that all roles show.
_STRATA = """uniform int u_strata;  // how many groups stand beside each other
int role_of(int role, int stratum) {{ return role + {roles} * (stratum + 1); }}"""
# A map; the driver drops what no line uses, and only what it keeps is made: see MapTextures.
_MAP = """uniform sampler2D t_ground;
uniform sampler2D t_ground_part;  // the map in the picture's own pixels
uniform ivec4 u_ground_part;  // where it lies, px from the picture's lower left corner, and the picture's size
uniform float u_ground_reach;  // how far from its pixel a pass may look there, px
uniform sampler2D t_ground_areas;
uniform sampler2D t_ground_neighbours;
uniform sampler2D t_ground_triangles;
uniform sampler2D t_ground_lines;
uniform sampler2D t_ground_seats;
uniform sampler2D t_ground_cartogram;
uniform int u_places;
uniform int u_place_triangles;
uniform int u_place_lines;"""
_STROKES = "uniform sampler2D t_strokes;\nuniform int u_strokes;"
# Level now, amount of the latest, s since it began (-1: never), mended 0 .. 1; a row each area, KINDS across.
_FAULTS = "\n".join(
    ("uniform sampler2D t_faults;", *(f"const int FAULT_{kind.upper()} = {i};" for i, kind in enumerate(KINDS)))
)
_TYPES = {
    "number": "float",
    "whole": "int",
    "switch": "bool",
    "trigger": "bool",
    "choice": "int",
    "colour": "vec3",
    "point": "vec2",
}
_IMAGES = {"f2": "rgba16f", "f4": "rgba32f", "u1": "rgba8"}

# The last pass ends here: linear light becomes sRGB codes (IEC 61966-2-1) and gets triangular
# dither of one code step, from an integer hash (pcg3d, Jarzynski & Olano 2020). Exact black
# stays black and full light stays full: on gauze and in holograms black is nothing.
DISPLAY = """
uniform float u_steps;  // code steps of the target, 255 or 65535; 0 leaves linear light, weighted
uniform float u_weight;
uniform int u_straight;  // 1: alpha is kept beside straight colour; 0: the picture stands on black
vec3 chorus_dither(uvec3 v) {
    v = v * 1664525u + 1013904223u;
    v.x += v.y * v.z; v.y += v.z * v.x; v.z += v.x * v.y;
    v ^= v >> 16u;
    v.x += v.y * v.z; v.y += v.z * v.x; v.z += v.x * v.y;
    return (vec3(v & 0xffffu) - vec3(v >> 16u)) / 65536.0;
}
vec4 chorus_display(vec4 light) {
    float alpha = clamp(light.a, 0.0, 1.0);
    vec3 x = u_straight == 0 ? light.rgb : alpha > 0.0 ? light.rgb / alpha : vec3(0.0);
    x = clamp(x, 0.0, 1.0);
    vec3 code = mix(12.92 * x, 1.055 * pow(x, vec3(1.0 / 2.4)) - 0.055, step(0.0031308, x));
    vec2 corner = vec2(u_origin.x, u_resolution.y - u_origin.y - u_extent.y);  // of the part, from the top left
    vec3 noise = chorus_dither(uvec3(gl_FragCoord.xy + corner, uint(u_frame) ^ u_seed * 747796405u)) / u_steps;
    return vec4(clamp(code + noise * sign(x) * sign(1.0 - x), 0.0, 1.0), alpha);
}
"""


def declarations(scene: Scene, step: Pass, stage: str, derived: Iterable[str], *, final: bool) -> str:
    """Return what stands before the shader of ``step``; stage is ``frag``, ``vert`` or ``comp``."""
    lines = ["#version 430 core" if stage == "comp" else "#version 410 core"]
    lines += [f"uniform {name};" for name in BUILT_IN]
    lines += [line for name, spec in specs(scene.params).items() for line in _parameter(name, spec)]
    lines += [f"uniform float u_{name};" for name in derived]
    lines += [line for read in step.sampled for line in _sampled(scene, read)]
    if scene.wanted:
        lines += ["uniform sampler2DArray t_table;", "uniform sampler2D t_seats;"]
        lines += [f"const int {column_constant(c)} = {i};" for i, c in enumerate(scene.columns)]
        lines += [f"const int {role_constant(role.name)} = {i};" for i, role in enumerate(scene.roles)]
        lines += [_DOMAINS.format(roles=len(scene.roles))] if scene.roles else []
        lines += [_STRATA.format(roles=len(scene.roles))] if scene.strata else []
    lines += [_MAP] if scene.places else []
    lines += [_STROKES] if scene.sculpt else []
    lines += [_FAULTS] if scene.feed else []
    lines += [_VIEW] if scene.views else []
    lines += [f"#define {name} {meant}" for name, meant in step.aliases] if isinstance(step, EffectPass) else []
    lines += _stage(scene, step, stage, final)
    here = "vec2(-1e9)" if stage == "vert" else "pixel()"
    lines += [f"vec2 chorus_here() {{ return {here}; }}"] if scene.places else []
    return "\n".join(lines)


def ending(step: Pass, stage: str, *, final: bool) -> str:
    """Return what stands after the shader: the scene's ``main`` runs inside ours."""
    if stage == "frag" and isinstance(step, EffectPass) and step.leads:
        dry = "if (u_wet < 1.0) o = mix(fetch_source(target_texel()), o, u_wet);"  # spares most a read
        return f"#undef main\nvoid main() {{ chorus_main(); {dry} }}"
    if stage == "vert":  # clip space spans 2 w, and the picture moves against the sample
        shift = "gl_Position.xy -= 2.0 * u_jitter / u_resolution * gl_Position.w;"
        crop = "gl_Position.xy = gl_Position.xy * chorus_crop.xy + chorus_crop.zw * gl_Position.w;"
        return f"#undef main\nvoid main() {{ chorus_main(); {shift} {crop} }}"
    if stage == "frag" and final:
        mapped = "u_steps > 0.0 ? chorus_display(o) : o * u_weight"
        return f"#undef main\nvoid main() {{ chorus_main(); o = {mapped}; }}"
    return ""


# A pass that takes long is drawn in bands, of groups or of instances, and knows nothing of it: see ``draw_pass``.
_GROUPS = ("uniform uvec2 chorus_band;  // the first row of groups, and how many there are in all",
           "#define gl_GlobalInvocationID (gl_GlobalInvocationID + uvec3(0u, chorus_band.x * gl_WorkGroupSize.y, 0u))",
           "#define gl_WorkGroupID (gl_WorkGroupID + uvec3(0u, chorus_band.x, 0u))",
           "#define gl_NumWorkGroups uvec3(gl_NumWorkGroups.x, chorus_band.y, 1u)")  # fmt: skip
# A picture that no viewport spans is drawn block by block: clip space is scaled, then moved.
_INSTANCE = ("uniform int chorus_first;", "uniform vec4 chorus_crop;",
             "#define gl_InstanceID (gl_InstanceID + chorus_first)")


def uniform_names(text: str) -> list[str]:
    """Return the names declared as uniforms or constants in GLSL ``text``, for suggestions."""
    return re.findall(r"(?:uniform|const)\s+\w+\s+(\w+)", text)


def _parameter(name: str, spec: Spec) -> list[str]:
    """Return the declarations one parameter makes."""
    lines = [f"uniform {_TYPES[spec.kind]} u_{name};"]
    if spec.unit == "Hz":
        lines += [f"uniform float u_{name}_phase;", f"uniform ivec2 u_{name}_beat;"]
    lines += [f"const int {constant} = {n};" for n, constant in enumerate(choice_constants(name, spec))]
    return lines


def _sampled(scene: Scene, read: Read) -> list[str]:
    """Return the declarations that one read makes; ``fetch_`` counts texels in the whole picture of what is read."""
    name = read.sampler
    if any(one.name == read.source for one in scene.inputs):
        return [f"uniform sampler2D t_{name};", f"uniform float u_{name}_moment;  // s",
                f"vec4 fetch_{name}(ivec2 place) {{ return texelFetch(t_{name}, place, 0); }}"]  # fmt: skip
    return [f"uniform sampler2D t_{name};", f"uniform ivec2 chorus_{name};",
            f"vec4 fetch_{name}(ivec2 place) {{ return texelFetch(t_{name}, place - chorus_{name}, 0); }}"]  # fmt: skip


def _stage(scene: Scene, step: Pass, stage: str, final: bool) -> list[str]:
    """Return what only this stage needs. The final picture is drawn top row first: no copy flips it."""
    if stage == "vert":
        return [*_INSTANCE, *([_PROJECT] if scene.views else []), "#define main chorus_main"]
    if stage == "comp":
        return _compute(step)
    up = "u_extent.y - gl_FragCoord.y" if final else "gl_FragCoord.y"
    lines = [f"layout(location = {n}) out vec4 {name};" for n, name in
             enumerate(("o", *(f"o_{output}" for output in step.outputs)))]  # fmt: skip
    lines += _places("ivec2(gl_FragCoord.xy)", f"vec2(gl_FragCoord.x, {up})")
    lines += [_RAY] if scene.views else []
    lines += [DISPLAY] if final else []
    leads = isinstance(step, EffectPass) and step.leads
    return [*lines, "#define main chorus_main"] if final or leads else lines


def _compute(step: Pass) -> list[str]:
    """Return what a compute shader gets: its group, its images, and the places that fragment shaders have."""
    x, y = step.local
    images = (f"i_{step.name}", *(f"i_{step.name}_{output}" for output in step.outputs))
    here = "gl_GlobalInvocationID.xy"
    return [*_GROUPS, f"layout(local_size_x = {x}, local_size_y = {y}) in;",
            *(f"layout({_IMAGES[step.format]}) uniform writeonly image2D {image};" for image in images),
            *_places(f"ivec2({here})", f"vec2({here}) + 0.5"),
            f"bool inside() {{ return all(lessThan(vec2({here}), u_extent)); }}"]  # fmt: skip


def _places(texel: str, centre: str) -> list[str]:
    """Return where a shader is: in its target, in the whole picture of its pass, and at which sample there."""
    return [f"ivec2 texel() {{ return {texel}; }}",
            f"ivec2 target_texel() {{ return ivec2({centre} + u_origin); }}",
            f"vec2 pixel() {{ return {centre} + u_origin + u_jitter; }}"]  # fmt: skip
