"""Short words of the pages of the plan, in all three languages."""

from __future__ import annotations

import pytest
from django.utils import translation

from selvstyrt.faces.web.plans.texts import listed


@pytest.mark.parametrize(
    ("language", "text"), [("nb", "Amal, Liv og Jonas"), ("nn", "Amal, Liv og Jonas"), ("en", "Amal, Liv and Jonas")]
)
def test_names_are_joined_in_the_language_of_the_page(language: str, text: str) -> None:
    with translation.override(language):
        assert listed(["Amal", "Liv", "Jonas"]) == text
        assert listed(["Amal"]) == "Amal"
        assert listed([]) == ""
