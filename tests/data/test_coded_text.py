import numpy as np
import pytest

from renderer.data.coded_text import CodedText, combined, first_rows

RNG = np.random.default_rng(5)
CELLS = RNG.choice(["b", "a", "", "é", "bb"], 60).tolist()


def test_a_column_reads_as_its_cells():
    column = CodedText.of(iter(CELLS))

    assert list(column) == CELLS
    assert column.texts == tuple(dict.fromkeys(CELLS))
    assert (len(column), column[7], column[-1], column[5:9]) == (60, CELLS[7], CELLS[-1], CELLS[5:9])


def test_each_text_is_asked_once():
    asked = []
    lengths = CodedText.of(CELLS).each(lambda text: asked.append(text) or len(text), int)

    assert lengths.tolist() == [len(text) for text in CELLS]
    assert asked == list(dict.fromkeys(CELLS))


def test_texts_that_get_one_name_are_one():
    column = CodedText.of(CELLS).renamed(lambda text: text[:1] or "b")

    assert list(column) == [text[:1] or "b" for text in CELLS]
    assert sorted(column.texts) == ["a", "b", "é"]


def test_first_rows_are_those_where_a_text_first_stands():
    column = CodedText.of(CELLS)

    assert first_rows(column).tolist() == [CELLS.index(text) for text in column.texts]


# Seven columns of 1024 texts have 70 bits of combinations: the rows that differ in the first alone would meet in 64.
@pytest.mark.parametrize(("columns", "texts"), [(1, 3), (3, 4), (7, 1024)])
def test_rows_together_are_told_apart_in_the_order_in_which_they_come(columns, texts):
    cells = [[*map(str, range(texts)), *map(str, RNG.integers(0, texts, 500))] for _ in range(columns)]
    cells = [[*column, *(str(row % texts if not index else 0) for row in range(40)), *column[-40:]]
             for index, column in enumerate(cells)]  # fmt: skip
    rows = list(zip(*cells, strict=True))
    different = list(dict.fromkeys(rows))

    first, codes = combined([CodedText.of(column) for column in cells])
    assert first.tolist() == [rows.index(row) for row in different]
    assert [different[code] for code in codes] == rows
