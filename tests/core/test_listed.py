import pytest

from renderer.core.listed import listed


@pytest.mark.parametrize(("count", "most", "said"), [
    (1, 2, "0"), (2, 2, "0, 1"), (3, 2, "0, 1 and 1 more"), (1002, 1, "0 and 1,001 more"), (0, 2, ""),
])  # fmt: skip
def test_the_first_are_named_and_the_others_counted(count, most, said):
    assert listed(list(map(str, range(count))), most) == said
