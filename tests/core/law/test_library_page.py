"""Every example on the page about the law as a library is run here."""

import doctest
from pathlib import Path

PAGE = Path(__file__).parents[3] / "docs" / "rules" / "README.md"


def test_the_examples_on_the_page_are_true():
    done = doctest.testfile(str(PAGE), module_relative=False)
    assert done.attempted >= 17
    assert done.failed == 0
