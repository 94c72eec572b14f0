"""Every example on the page about working time is run here."""

import doctest
from pathlib import Path

PAGE = Path(__file__).parents[3] / "docs" / "rules" / "worktime.md"


def test_the_examples_on_the_page_are_true():
    done = doctest.testfile(str(PAGE), module_relative=False)
    assert done.attempted >= 9
    assert done.failed == 0
