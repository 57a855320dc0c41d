"""Which way is good of measures that CDC names alike in all its releases."""

import pytest

from renderer.data.cdc_measures import direction


@pytest.mark.parametrize(("name", "good"), [
    ("DENTAL", "more"), ("dental_crude", "more"), ("colon_screen_adj", "more"), ("PAPTEST", "more"),
    ("teethlost_adjusted", "less"), ("access2_crude", "less"), ("OBESITY", "less"),
    ("mobility_crude", ""), ("FOODSTAMP", ""), ("dental_visits", ""),
])  # fmt: skip
def test_of_what_nobody_can_say_so_nothing_is_said(name, good):
    assert direction(name) == good
