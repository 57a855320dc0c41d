"""The figures in the panel: what each mark shows, which way it reads, whose figures they are, what else there is."""

from imgui_bundle import imgui

from renderer.core.escape import escape
from renderer.data.role import BESIDE, NOBODY, STRATUM

from .contents import Action, InRole, PutIn
from .style import ACCENT, DIM, FAINT, TEXT, colour, hint, line

__all__ = ["draw_roles"]

_READS = {"more": "more is better", "less": "more is worse", "": "which way is better is not known"}
_FIELD = 64.0
_TYPED = (imgui.InputTextFlags_.enter_returns_true | imgui.InputTextFlags_.chars_decimal
          | imgui.InputTextFlags_.auto_select_all)  # fmt: skip
_EVERYBODY, _OWN = "everybody", "the scene's own"


def draw_roles(shown: PutIn) -> list[Action]:
    """Draw a row for each role of the scene, and whose figures all of them show; return what the artist chose."""
    actions: list[Action] = []
    for one in shown.roles:
        imgui.push_id(one.name)
        line(one.mark, DIM)
        if one.chosen:
            actions += _back(one.name)
        listed = [(fit.measure, f"{'all others than ' * fit.turned}{fit.label}") for fit in one.fits]
        actions += _list(one.name, one.label or "nothing: drawn as missing", listed, one.figure, bool(one.label))
        line(_says(one), FAINT)
        if one.domain is not None and one.label:
            actions += _domain(one.name, one.domain, ranged=one.ranged)
        imgui.dummy((0.0, 3.0))
        imgui.pop_id()
    imgui.push_id(STRATUM)
    line("whose figures", DIM)
    groups = [("", _EVERYBODY), *shown.strata]
    now = dict(groups).get(shown.stratum, shown.stratum)
    if len(groups) > 1:
        actions += _list(STRATUM, now, groups, shown.stratum, True)
    else:
        line(f"{now}: these figures have no groups", TEXT)
    imgui.pop_id()
    return actions + (_beside(shown) if shown.groups is not None else [])


def _beside(shown: PutIn) -> list[Action]:
    """Draw which groups stand beside each other as a list of their kinds to choose from."""
    imgui.push_id(BESIDE)
    line("beside each other", DIM)
    actions = _back(BESIDE) if shown.beside else []
    listed = [("", _OWN), *((kind, f"by {kind.replace('_', ' ')}") for kind in shown.kinds), (NOBODY, NOBODY)]
    now = dict(listed).get(shown.beside, shown.beside)
    actions += _list(BESIDE, now, listed, shown.beside, True)
    line(shown.groups or "no groups", FAINT)
    if shown.groups and imgui.is_item_hovered():
        hint(shown.groups)
    imgui.pop_id()
    return actions


def _says(one: InRole) -> str:
    """Return which way a role reads, and in which unit."""
    if not one.label:
        return "nothing is put in, so it says nothing"
    return "   ".join(filter(None, (_READS[one.good], one.unit, one.group)))


def _list(name: str, now: str, listed: list[tuple[str, str]], figure: str, known: bool) -> list[Action]:
    """Draw what is shown as a list to choose another from."""
    actions: list[Action] = []
    imgui.set_next_item_width(-1.0)
    imgui.push_style_color(imgui.Col_.text, colour(TEXT if known else FAINT))
    unfolded = imgui.begin_combo("##figure", escape(now))
    imgui.pop_style_color()
    if imgui.is_item_hovered() and not unfolded:
        hint(f"{now}\n{figure}".strip())
    if unfolded:
        for number, (value, words) in enumerate(listed):
            imgui.push_id(str(number))
            if imgui.selectable(escape(words), words == now)[0]:
                actions.append(("figure", name, value))
            if value and imgui.is_item_hovered():
                hint(value)
            imgui.pop_id()
        imgui.end_combo()
    return actions


def _domain(name: str, domain: tuple[float, float], *, ranged: bool) -> list[Action]:
    """Draw where a role shows least and where most, to be typed anew; a range that is none is refused with a note."""
    typed = list(domain)
    entered = False
    for place, words in enumerate(("least at", "most at")):
        if place:
            imgui.same_line(0.0, 10.0)
        imgui.align_text_to_frame_padding()
        line(words, FAINT)
        imgui.same_line(0.0, 6.0)
        imgui.set_next_item_width(_FIELD)
        done, text = imgui.input_text(f"##{words}", f"{domain[place]:g}", _TYPED)
        if done:
            entered, typed[place] = True, _number(text)
    back = _back("domain", ("domain", name, None)) if ranged else []
    return back + ([("domain", name, (typed[0], typed[1]))] if entered else [])


def _number(text: str) -> float:
    """Return the number that was typed, with a comma or a point; NaN where it is none."""
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return float("nan")


def _back(name: str, action: Action | None = None) -> list[Action]:
    """Draw the dot that says something was chosen, and gives the role its own again, or does ``action``."""
    side = imgui.get_text_line_height()
    imgui.same_line(imgui.get_window_width() - imgui.get_style().window_padding.x - side)
    corner = imgui.get_cursor_screen_pos()
    clicked = imgui.invisible_button("reset" if action is None else f"reset {name}", (side, side))
    hovered = imgui.is_item_hovered()
    tint = imgui.color_convert_float4_to_u32(colour(ACCENT, 1.0 if hovered else 0.75))
    centre = (corner.x + side / 2, corner.y + side / 2)
    imgui.get_window_draw_list().add_circle_filled(centre, 4.0 if hovered else 3.0, tint)
    if hovered:
        hint("back to the scene's own")
    return [action or ("figure", name, "")] if clicked else []
