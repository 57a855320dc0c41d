"""Pages are filled in one pass."""

import pytest

from renderer.core.page_template import fill
from renderer.output.objects.web_page import viewer_page


def test_what_goes_into_a_page_is_no_name_in_it():
    assert fill("{{A}}-{{B}}-{{A}} {b} {{c}}", {"A": "{{B}}", "B": "\\1"}) == "{{B}}-\\1-{{B}} {b} {{c}}"
    with pytest.raises(KeyError):
        fill("{{C}}", {"A": ""})


def test_a_title_that_names_the_script_is_a_title():
    page = viewer_page(b"form", "a {{GLB}} {{SCRIPT}}")
    assert page.count("a {{GLB}} {{SCRIPT}}") == page.count("{{GLB}}") > 0
    assert page.count("Zm9ybQ==") == 1
