"""What would fill the empty shifts, in words: singular and plural, and what is one way among several."""

from __future__ import annotations

from typing import Any

import pytest

from selvstyrt.faces.web.plans.summary import help_texts


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"shifts": 1, "people": 1}, "1 vakt kan bare dekkes av en ny assistent eller en vikar."),
        ({"shifts": 4, "people": 1}, "4 vakter kan bare dekkes av en ny assistent eller en vikar."),
        ({"shifts": 3, "people": 3}, "3 vakter kan bare dekkes av 3 nye assistenter eller vikarer."),
        (
            {"shifts": 1, "people": 1, "choice": True},
            "Eller: 1 vakt kan dekkes av en ny assistent eller en vikar.",
        ),
        ({"shifts": 2}, "2 vakter kan bare dekkes av en ny assistent eller en vikar."),
    ],
)
def test_new_people_are_told_with_their_number_and_only_where_nothing_else_would_do(
    facts: dict[str, Any], expected: str
) -> None:
    assert help_texts([{"code": "one_more_assistant", **facts}], {}) == [expected]
