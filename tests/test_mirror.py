"""Tests mirror the rooms: whoever looks for the test of a module finds it under the module's own name."""

import ast
from functools import cache
from pathlib import Path

from renderer.core.paths import ROOT

PACKAGE, TESTS = ROOT / "renderer", ROOT / "tests"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py" and "bundle" not in path.parts)

# Modules that are tested in a file of another name: as part of a family, or by the command that they are.
HELD = {
    "show/life_process": "show/test_supervisor.py",
    "output/codecs/tiled_tiff": "output/test_mural.py",
    "output/codecs/packed_tiff": "output/test_mural.py",
    "output/codecs/tile_journal": "output/test_mural.py",
    "output/codecs/tile_pixels": "output/pdf/test_print_job.py",
    "output/codecs/exr_tiles": "output/test_streamed_still.py",
    "output/codecs/tiff_pyramid": "output/test_streamed_still.py",
    "output/codecs/halved": "output/zoom/test_zoom_job.py",
    "output/zoom/deep_zoom": "output/zoom/test_zoom_job.py",
    "output/zoom/zoom_page": "output/zoom/test_zoom_job.py",
    "output/pdf/hanging": "output/pdf/test_print_job.py",
    "output/pdf/panels": "output/pdf/test_print_job.py",
    "output/pdf/manifest_in": "output/pdf/test_print_job.py",
    "output/pdf/cut_marks": "output/pdf/test_print_job.py",
    "output/pdf/pages": "output/pdf/test_print_job.py",
    "output/pdf/streamed": "output/pdf/test_print_job.py",
    "output/pdf/print_words": "output/pdf/test_print_job.py",
    "output/codecs/audio_track": "output/test_soundtrack.py",
    "output/film_sound": "output/test_soundtrack.py",
    "output/codecs/sound_file": "output/test_soundtrack.py",
    "output/codecs/sound_faults": "output/test_soundtrack.py",
    "output/film_limits": "output/test_formats.py",
    "cli/film_options": "cli/test_export.py",
    "output/film_journal": "output/test_film_run.py",
    "output/frame_sums": "output/test_sequence.py",
    "output/film_parts": "output/test_film_run.py",
    "cli/answer_options": "cli/test_own_files.py",
    "cli/commands": "cli/test_main.py",
    "cli/clean": "output/test_leftovers.py",
    "cli/command_reference": "test_readme.py",
    "cli/export_options": "cli/test_export.py",
    "cli/map_options": "cli/test_own_maps.py",
    "core/camera": "core/test_view.py",
    "scene/camera_of": "frames/test_eye.py",
    "data/places/map_answers": "session/test_setup_json.py",
    "data/places/map_parts": "data/places/test_map_file.py",
    "frames/expose": "show/test_refine.py",
    "show/live_guard": "show/test_stage.py",
    "show/read_show": "show/test_perform.py",
    "show/shown_params": "show/test_stage.py",
    "cli/perform": "show/test_perform.py",
    "cli/playing": "show/test_perform.py",
    "cli/preview": "preview/test_loop.py",
    "cli/remake": "cli/test_flash_guard.py",
    "cli/outcome": "cli/test_main.py",
    "cli/scene_list": "cli/test_scenes.py",
    "cli/safety": "cli/test_export.py",
    "cli/swept": "output/test_leftovers.py",
    "data/adapters/nohss_words": "data/test_us_oral_health.py",
    "data/describe/answers": "cli/test_own_files.py",
    "data/duck": "data/test_sheet.py",
    "data/describe/cells": "data/describe/test_round_trip.py",
    "data/describe/column_profile": "data/describe/test_own_sheets.py",
    "data/describe/finding": "data/describe/test_known_forms.py",
    "data/describe/first_rows": "cli/test_own_files.py",
    "data/describe/left_out": "data/describe/test_own_sheets.py",
    "data/describe/measure_draft": "data/describe/test_own_sheets.py",
    "data/describe/measure_words": "data/describe/test_own_sheets.py",
    "data/describe/rows": "data/describe/test_column_text.py",
    "data/describe/table_facts": "data/describe/test_own_sheets.py",
    "data/describe/template": "cli/test_own_files.py",
    "data/packaging": "data/test_importing.py",
    "data/places/duplicates": "data/places/test_map_areas.py",
    "data/places/ground_cache": "data/places/test_ground.py",
    "data/places/ground_child": "data/places/test_ground.py",
    "data/places/made_ground": "data/places/test_ground.py",
    "data/places/map_source": "data/places/test_ground_part.py",
    "data/places/report": "cli/test_own_maps.py",
    "data/readers/cell_kinds": "data/readers/test_header_rows.py",
    "data/readers/group_labels": "data/readers/test_sheet_table.py",
    "data/readers/recognise": "data/readers/test_opening.py",
    "data/readers/scratch": "data/readers/test_opening.py",
    "data/readers/sheet_cells": "data/readers/test_workbook.py",
    "data/readers/source": "data/readers/test_opening.py",
    "data/readers/survey_child": "data/readers/test_survey_file.py",
    "data/readers/workbook_child": "data/readers/test_workbook.py",
    "data/readers/workbook_parts": "data/readers/test_workbook.py",
    "data/phrase": "scene/test_caption.py",
    "data/snapshots": "data/test_feed.py",
    "output/format_reference": "test_readme.py",
    "core/parent_death": "cli/test_watched.py",
    "displays/hologram/methods": "displays/hologram/test_slm.py",
    "displays/hologram/near": "displays/hologram/test_propagate.py",
    "displays/hologram/quality": "displays/hologram/test_propagate.py",
    "label/large_print": "label/test_forms.py",
    "label/typeface": "output/pdf/test_assembly_sheet.py",
    "label/page": "label/test_forms.py",
    "label/plain": "label/test_forms.py",
    "label/wording": "label/test_figures_said.py",
    "displays/lightfield/check": "displays/lightfield/test_recipes.py",
    "displays/lightfield/lenticular": "displays/lightfield/test_recipes.py",
    "displays/lightfield/native": "displays/lightfield/test_interlace.py",
    "displays/lightfield/profile": "displays/lightfield/test_calibration.py",
    "displays/lightfield/quilt": "displays/lightfield/test_recipes.py",
    "displays/lightfield/simulate": "displays/lightfield/test_interlace.py",
    "displays/options": "output/objects/test_objects.py",
    "displays/physical/fan": "displays/physical/test_physical.py",
    "displays/physical/gauze": "displays/physical/test_physical.py",
    "displays/physical/hld": "displays/physical/test_physical.py",
    "displays/profiles": "displays/test_describe.py",
    "displays/stereo/anaglyph": "displays/stereo/test_stereo.py",
    "displays/stereo/boxes": "displays/stereo/test_vr.py",
    "displays/stereo/head": "displays/stereo/test_stereo.py",
    "displays/stereo/packing": "displays/stereo/test_stereo.py",
    "displays/stereo/pair": "displays/stereo/test_stereo.py",
    "flash/attenuate": "flash/test_numpy_limiter.py",
    "flash/limiter": "flash/test_numpy_limiter.py",
    "flash/limits": "flash/test_analyse.py",
    "flash/judge": "flash/test_verdict.py",
    "flash/swing": "flash/test_analyse.py",
    "flash/viewer": "show/test_stage.py",
    "flash/watch": "flash/test_analyse.py",
    "frames/checks": "frames/test_rules.py",
    "frames/drawn": "frames/test_view_synthesis.py",
    "frames/reproject": "frames/test_view_synthesis.py",
    "gpu/feedback": "output/test_feedback_file.py",
    "gpu/mask": "frames/test_view_synthesis.py",
    "output/codecs/av": "output/test_film.py",
    "output/codecs/container": "output/test_recall.py",
    "output/codecs/encoders": "output/test_film.py",
    "output/codecs/ffmpeg": "output/test_film.py",
    "output/codecs/jpeg": "output/test_still.py",
    "output/codecs/png": "output/test_still.py",
    "output/codecs/tiff": "output/test_still.py",
    "output/codecs/wanted": "output/test_still.py",
    "output/codecs/webp": "output/test_still.py",
    "output/codecs/worker": "output/test_film.py",
    "output/fit": "output/test_make.py",
    "output/flash_check": "flash/test_verdict.py",
    "output/codecs/film_end": "output/test_reel.py",
    "output/frame_stream": "output/test_live_filter.py",
    "output/job_file": "cli/test_export_job.py",
    "output/objects/mesh": "output/objects/test_objects.py",
    "output/objects/mesh_files": "output/objects/test_objects.py",
    "output/objects/solid_object": "output/objects/test_objects.py",
    "output/objects/splats": "output/objects/test_objects.py",
    "output/objects/web_page": "output/objects/test_objects.py",
    "output/progress": "cli/test_progress_bar.py",
    "output/writers": "output/test_make.py",
    "output/fault_report": "cli/test_explain.py",
    "preview/panel/contents": "preview/panel/test_panel.py",
    "scene/caption_words": "scene/test_caption.py",
    "scene/former_group": "session/test_setup_history.py",
    "scene/reference": "test_readme.py",
    "scene/solid": "output/objects/test_objects.py",
    "output/job_check": "cli/test_export_job.py",
    "session/take_facts": "session/test_take_file.py",
    "session/known_scenes": "cli/test_own_code.py",
    "session/placed": "session/test_setup_json.py",
    "session/setup_fields": "session/test_setup_json.py",
    "session/recorder": "session/test_take_file.py",
    "session/take_line": "session/test_take_file.py",
    "session/in_hand": "session/test_session.py",
    "show/show_state": "show/test_supervisor.py",
    "show/operator_keys": "show/test_supervisor.py",
    "show/x11_marks": "show/test_display_claim.py",
    "show/x11_retained": "show/test_supervisor.py",
    "show/own_fault": "show/test_stage.py",
    "show/display_watch": "show/test_monitors.py",
    "show/figure_files": "show/test_live_figures.py",
    "show/fullscreen": "show/test_perform.py",
    "show/input/refusals": "show/input/test_instrument.py",
    "show/input/analysis": "show/input/test_audio.py",
    "show/input/event": "show/input/test_instrument.py",
    "show/osc_sculpt": "show/test_osc.py",
    "show/window": "show/test_perform.py",
    "signals/fault/releases": "signals/fault/test_detect.py",
    "signals/fault/tamper": "signals/fault/test_synthetic.py",
}


def name_of(path):
    """Return a module as the tables have it: its path within the package, without the suffix."""
    return path.relative_to(PACKAGE).with_suffix("").as_posix()


def own_test(name):
    """Return where the test of the module ``name`` would stand."""
    room, _, stem = name.rpartition("/")
    return TESTS / room / f"test_{stem}.py"


@cache
def nodes(path):
    """Return every node of a file, walked once for all that ask."""
    return tuple(ast.walk(ast.parse(path.read_text("utf-8"))))


@cache
def said(test):
    """Return every text in the file ``test``, and the modules of those that are commands."""
    words = {node.value for node in nodes(test) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return words, {f"cli/{path.stem}" for path in (PACKAGE / "cli").glob("*.py") if path.stem in words}


@cache
def imported(path):
    """Return the modules of ours that ``path`` imports, as the tables have them."""
    package = ["renderer", *path.relative_to(PACKAGE).parts[:-1]] if path.is_relative_to(PACKAGE) else []
    found = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            found |= {module, *(f"{module}.{alias.name}" for alias in node.names)}
    return {word.removeprefix("renderer.").replace(".", "/") for word in found if word.startswith("renderer.")}


def beside(names):
    """Return ``names`` and what these modules import."""
    return names | {one for name in names if (path := PACKAGE / f"{name}.py").is_file() for one in imported(path)}


def reaches(test, name):
    """
    Return whether the file ``test`` reaches the module ``name``.

    It does where it imports it, or a module that does; where it runs a command that is that module, or imports it,
    or a module that does; and where it asks for an output by that name, ``quilt:portrait``.
    """
    words, commands = said(test)
    asked = name.startswith("displays/") and name.rpartition("/")[2] in {word.partition(":")[0] for word in words}
    return asked or name in beside(imported(test)) | beside(beside(commands))


def test_every_module_has_a_test_of_its_name_or_says_which_holds_it():
    bare = [name for name in map(name_of, MODULES) if not own_test(name).is_file() and name not in HELD]
    assert bare == [], "\n".join(
        f"renderer/{name}.py has no test. Write {own_test(name).relative_to(ROOT).as_posix()}; or, where another file "
        f'tests it, add to HELD in tests/test_mirror.py the line    "{name}": "ROOM/test_OTHER.py",'
        for name in bare
    )


def test_what_another_file_holds_is_there_and_has_no_file_of_its_own():
    strike = "from HELD in tests/test_mirror.py strike the lines of these"
    assert [name for name in HELD if not (PACKAGE / f"{name}.py").is_file()] == [], f"gone: {strike}"
    assert [name for name in HELD if own_test(name).is_file()] == [], f"they have a test of their name now: {strike}"


def test_the_file_that_holds_a_module_really_reaches_it():
    gone = {name: held for name, held in HELD.items() if not (TESTS / held).is_file()}
    assert gone == {}, "HELD in tests/test_mirror.py names files in tests/ that are not there"
    missed = {name: held for name, held in HELD.items() if not reaches(TESTS / held, name)}
    assert missed == {}, "\n".join(
        f"tests/{held} neither imports renderer/{name}.py, nor a module that does, nor runs it by a command: "
        f"name in HELD (tests/test_mirror.py) the file that tests it, or write {own_test(name).relative_to(ROOT)}"
        for name, held in missed.items()
    )


def test_the_list_stays_short():
    assert len(HELD) <= len(MODULES) / 3


def test_the_mirror_sees_what_is_not_tested(tmp_path):
    other = tmp_path / "test_other.py"
    other.write_text("from renderer.core import colour\n\ndef test_it(chorus):\n    chorus('perform')\n")
    assert reaches(other, "core/colour")
    assert reaches(other, "cli/perform")
    assert not reaches(other, "core/files")
    assert not reaches(other, "cli/export")
    assert Path(own_test("preview/panel/data")) == TESTS / "preview/panel/test_data.py"
