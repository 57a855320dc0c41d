"""What a pass reads: how an entry is taken apart."""

import pytest

from renderer.scene.reads import Input, Read, last, parse_read, renamed


@pytest.mark.parametrize(
    ("text", "reader", "meant"),
    [
        ("cells", "image", Read("cells", "", False, "cells")),
        ("cells", "cells", Read("cells", "", True, "cells")),
        ("cells.age", "image", Read("cells", "age", False, "cells_age")),
        ("cells.age", "cells", Read("cells", "age", True, "cells_age")),
        (last("cells"), "image", Read("cells", "", True, "last_cells")),
        (last("cells.age"), "cells", Read("cells", "age", True, "last_cells_age")),
    ],
)
def test_an_entry_taken_apart(text, reader, meant):
    assert parse_read(text, reader) == meant


def test_renaming_keeps_what_is_not_the_name():
    names = {"cells": "fx_cells"}

    assert [renamed(text, names) for text in ("cells", "cells.age", last("cells"), last("cells.age"))] == [
        "fx_cells", "fx_cells.age", last("fx_cells"), last("fx_cells.age")]  # fmt: skip


def test_an_input_is_a_value():
    assert Input("map") == Input("map", "", "f2", "linear", False)
    assert len({Input("map"), Input("map"), Input("map", wrap=True)}) == 2
