"""The panel without a window: Dear ImGui in memory, a mouse and keys that a test moves, and all that was written."""

from dataclasses import dataclass, field

import pytest

ITEMS = ("button", "small_button", "invisible_button", "checkbox", "slider_float", "slider_float2", "slider_int",
         "combo", "begin_combo", "selectable", "input_text", "input_text_with_hint", "color_edit3",
         "collapsing_header")  # fmt: skip
WORDS = {"text": 0, "text_colored": 1, "text_unformatted": 0, "set_tooltip": 0}  # which argument is said
SIZE = (400.0, 1600.0)  # units


@dataclass
class Hand:
    """
    Draws a section again and again, as a loop would, and does between the frames what a hand does.

    draw : called within each frame; places : left, top, right, bottom of each item of the last frame, units, by
    ids and label ("glow/##v"); said : its words
    """

    draw: object = None
    places: dict = field(default_factory=dict)
    said: list = field(default_factory=list)

    def frame(self, count=1):
        """Draw ``count`` frames; return what the artist did in them."""
        from imgui_bundle import imgui

        actions = []
        for _ in range(count):
            self.places.clear()
            self.said.clear()
            imgui.new_frame()
            actions += self.draw() or []
            imgui.render()
        return actions

    def click(self, item, part=0.5, button=0):
        """Press and let go at ``part`` of the width of ``item``; return what came of it."""
        self.over(item, part)
        return self._press(True, button) + self._press(False, button)

    def choose(self, item, number):
        """Click the combo ``item`` open and then the entry ``number`` of its list, whose entries only imgui knows."""
        from imgui_bundle import imgui

        self.click(item)
        left, _, _, bottom = self.places[item]
        line = imgui.get_text_line_height_with_spacing()
        top = bottom + imgui.get_style().window_padding.y
        imgui.get_io().add_mouse_pos_event(left + 20.0, top + (number + 0.3) * line)
        self.frame(2)
        return self._press(True) + self._press(False)

    def over(self, item, part=0.5):
        """Move the mouse to ``item`` and draw."""
        from imgui_bundle import imgui

        if item not in self.places:
            self.frame()
        assert item in self.places, f"no '{item}' among {[*self.places]}"
        left, top, right, bottom = self.places[item]
        imgui.get_io().add_mouse_pos_event(left + part * (right - left), (top + bottom) / 2)
        return self.frame(2)

    def drag(self, item, start, end, steps=4):
        """Press at ``start`` of the width of ``item``, go to ``end``, let go; return what came of it."""
        from imgui_bundle import imgui

        self.over(item, start)
        left, top, right, bottom = self.places[item]
        actions = self._press(True)
        for step in range(1, steps + 1):
            part = start + (end - start) * step / steps
            imgui.get_io().add_mouse_pos_event(left + part * (right - left), (top + bottom) / 2)
            actions += self.frame()
        return actions + self._press(False)

    def type(self, text, *keys):
        """Type ``text``, then press ``keys`` (names of imgui's); return what came of it."""
        from imgui_bundle import imgui

        io = imgui.get_io()
        for letter in text:
            io.add_input_character(ord(letter))
        actions = self.frame(2)
        for name in keys:
            for down in (True, False):
                io.add_key_event(getattr(imgui.Key, name), down)
                actions += self.frame(2)
        return actions

    def _press(self, down, button=0):
        from imgui_bundle import imgui

        imgui.get_io().add_mouse_button_event(button, down)
        return self.frame(2)

    @property
    def words(self):
        """All that the last frame said, a line each."""
        return "\n".join(self.said)


@pytest.fixture
def imgui_context():
    """Return a Dear ImGui context in the panel's dress, which needs no GPU and no window."""
    from imgui_bundle import imgui

    from renderer.preview.panel.style import dress

    context = imgui.create_context()
    io = imgui.get_io()
    io.backend_flags |= imgui.BackendFlags_.renderer_has_textures
    io.display_size, io.delta_time = imgui.ImVec2(*SIZE), 1 / 30
    dress(1.0)
    yield imgui
    imgui.destroy_context(context)


@pytest.fixture
def hand(imgui_context, monkeypatch):
    """Return ``hand(draw, window=True)``: a ``Hand`` at what ``draw`` draws; without ``window`` it opens its own."""
    imgui, made, stack = imgui_context, Hand(), []

    def place(name):
        original = getattr(imgui, name)

        def item(label, *args, **more):
            found = original(label, *args, **more)
            low, high = imgui.get_item_rect_min(), imgui.get_item_rect_max()
            made.places["/".join([*stack, label.partition("###")[0]])] = (low.x, low.y, high.x, high.y)
            return found

        monkeypatch.setattr(imgui, name, item)

    def say(name, which):
        original = getattr(imgui, name)

        def text(*args):
            made.said.append(args[which])
            return original(*args)

        monkeypatch.setattr(imgui, name, text)

    for name in ITEMS:
        place(name)
    for name, which in WORDS.items():
        say(name, which)
    push, pop = imgui.push_id, imgui.pop_id
    monkeypatch.setattr(imgui, "push_id", lambda word: (stack.append(word), push(word)))
    monkeypatch.setattr(imgui, "pop_id", lambda: (stack.pop(), pop()))

    def start(draw, window=True):
        def within():
            imgui.set_next_window_pos((0.0, 0.0))
            imgui.set_next_window_size(SIZE)
            imgui.begin("test", None, imgui.WindowFlags_.no_decoration)
            found = draw()
            imgui.end()
            return found

        made.draw = within if window else draw
        made.frame(2)
        return made

    return start
