"""The data accessors: what is known is read, what is between is mixed, nothing is invented."""

import numpy as np
import pytest

from renderer.data.state import State

RNG = np.random.default_rng(9)
TIMES, AREAS, COLUMNS = 3, 11, 4


@pytest.fixture(scope="module")
def table():
    """Return float [times, areas, columns, 4] of every state, as the loader uploads it."""
    states = RNG.choice([s.value for s in State], (TIMES, AREAS, COLUMNS))
    known = (states == State.VALUE)[..., None] * [1, 1, 1]
    figures = np.sort(RNG.uniform(1, 90, (TIMES, AREAS, COLUMNS, 3)), axis=-1)[..., [1, 0, 2]] * known
    figures[states == State.ZERO] = [0, 0, 2.5]
    return np.concatenate([figures, states[..., None]], axis=-1).astype(np.float32)


@pytest.fixture
def read(call, table):
    """Return ``read(function, rows)``: value, low, high and state, float32 [n, 4]."""

    def run(function, rows):
        three, state = (
            f"{function}(int(x.x), int(x.y), {{}})",
            "vec4({0}.value, {0}.low, {0}.high, {0}.state)",
        )
        at = "int(x.z)" if function == "data_cell" else "x.z"
        return call("lib/data/cell.glsl", state.format(three.format(at)), rows, table=table)

    return run


ROW, COLUMN, TIME = np.mgrid[0:AREAS, 0:COLUMNS, 0:TIMES].reshape(3, -1)


def test_states_have_the_codes_of_the_table(call):
    expression = "vec4(MISSING * 10 + VALUE, ZERO, SUPPRESSED, HELD)"
    found = call("lib/data/states.glsl", expression, [0.0])[0]
    known = call("lib/data/states.glsl", "float(is_known(int(x.x)))", [s.value for s in State])[:, 0]

    np.testing.assert_array_equal(found, [State.MISSING * 10 + State.VALUE, State.ZERO, State.SUPPRESSED, State.HELD])
    np.testing.assert_array_equal(known, [s.known for s in State])


def test_every_cell_is_read_as_it_stands(read, table):
    found = read("data_cell", np.stack([ROW, COLUMN, TIME], axis=1))

    np.testing.assert_array_equal(found, table[TIME, ROW, COLUMN])


def test_whole_moments_are_cells(read, table):
    found = read("data_at", np.stack([ROW, COLUMN, TIME], axis=1))

    np.testing.assert_array_equal(found, table[TIME, ROW, COLUMN])


@pytest.mark.parametrize("cell", [(-1, 0, 0), (AREAS, 0, 0), (0, -1, 0), (0, COLUMNS, 0), (0, 0, -1), (0, 0, TIMES)])
def test_beyond_the_table_is_missing(read, cell):
    np.testing.assert_array_equal(read("data_cell", [cell])[0], [0, 0, 0, State.MISSING])


def test_moments_beyond_the_history_are_its_ends(read, table):
    rows = np.stack([ROW, COLUMN, np.where(TIME == 0, -5.5, 99.0)], axis=1)

    np.testing.assert_array_equal(read("data_at", rows), table[np.where(TIME == 0, 0, TIMES - 1), ROW, COLUMN])


@pytest.mark.parametrize("part", [0.25, 0.5, 0.75])
def test_between_two_times_only_the_known_mix(read, table, part):
    row, column, time = (v[TIME < TIMES - 1] for v in (ROW, COLUMN, TIME))
    before, after = table[time, row, column], table[time + 1, row, column]
    both = np.isin(before[:, 3], (1, 2)) & np.isin(after[:, 3], (1, 2))
    expected = np.where((part <= 0.5), before, after).copy()
    expected[both, :3] = (before + part * (after - before))[both, :3]
    expected[both, 3] = np.where((before[:, 3] == 2) & (after[:, 3] == 2), State.ZERO, State.VALUE)[both]

    found = read("data_at", np.stack([row, column, time + part], axis=1))

    assert 3 < both.sum() < len(both) - 3
    np.testing.assert_allclose(found, expected, rtol=1e-5)
    np.testing.assert_array_equal(found[~both], expected[~both])


def test_nothing_is_ever_invented(read, table):
    """Whatever the moment, an unknown figure reads zero, and a known one lies between its neighbours."""
    moment = RNG.uniform(0, TIMES - 1, len(ROW)).astype(np.float32)
    found = read("data_at", np.stack([ROW, COLUMN, moment], axis=1))
    unknown = ~np.isin(found[:, 3], (State.VALUE, State.ZERO))

    np.testing.assert_array_equal(found[unknown, :3], 0)
    pair = np.stack([table[np.floor(moment).astype(int), ROW, COLUMN], table[np.ceil(moment).astype(int), ROW, COLUMN]])
    inside = (found >= pair.min(axis=0) - 1e-4) & (found <= pair.max(axis=0) + 1e-4)
    assert inside[:, :3].all()


def test_a_mean_is_of_what_is_known_and_says_why_where_less_than_half_is(call, table):
    first, count = (one.ravel() for one in np.mgrid[0:AREAS, 1:5])
    expression = "vec4({0}.value, {0}.low, {0}.high, {0}.state)".format("data_mean(int(x.x), int(x.y), int(x.z), x.w)")
    rows = np.stack([first, count, first % COLUMNS, first % TIMES], axis=1)
    found = call("lib/data/mean.glsl", expression, rows, table=table, u_rows=AREAS)

    for (start, many, column, time), drawn in zip(rows, found, strict=True):
        cells = table[time, (start + np.arange(many)) % AREAS, column]
        states = cells[:, 3].round().astype(int)
        known, hidden = np.isin(states, [State.VALUE, State.ZERO]), np.isin(states, [State.SUPPRESSED, State.HELD])
        if known.mean() >= 0.5 and ((states == State.VALUE).any() or not hidden.any()):
            state = State.VALUE if (states == State.VALUE).any() else State.ZERO
            np.testing.assert_allclose(drawn, [*cells[known, :3].mean(axis=0), state], atol=1e-4)
            continue
        order = [one for one in (State.HELD, State.SUPPRESSED, State.MISSING) if one in states]
        np.testing.assert_array_equal(drawn, [0, 0, 0, order[0] if order else State.MISSING])


def test_how_many_were_asked_stands_in_the_third_line_of_the_seats(call):
    seats = RNG.uniform(0.0, 2.0, (3, AREAS, 2)).astype(np.float32)
    found = call("lib/data/asked.glsl", "data_asked(int(x.x))", np.arange(AREAS), textures={"t_seats": seats})

    np.testing.assert_array_equal(found[:, 0], seats[2, :, 0])
