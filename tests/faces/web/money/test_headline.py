from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.utils import translation

from selvstyrt.core.hours import Alert
from selvstyrt.faces.web.money.headline import summary
from tests.faces.web.money.test_burnup import year

UNUSED = Alert("unused_expected", 12_000, 7_200, date(2026, 12, 31))


def test_the_year_is_on_course_when_little_is_left_over() -> None:
    with translation.override("nb"):
        assert "på kurs, 20\u00a0t til overs" in summary(replace(year(1, used=6000), forecast_left=1200))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nb", "du bruker mindre enn du har, 200\u00a0t blir til overs ved nyttår"),
        ("nn", "du bruker mindre enn du har, 200\u00a0t blir til overs ved nyttår"),
        ("en", "you use less than you have, 200\u00a0h will be left over at New Year"),
    ],
)
def test_a_year_that_leaves_too_much_is_not_called_on_course(language: str, text: str) -> None:
    with translation.override(language):
        line = summary(replace(year(1, used=5000), forecast_left=12_000, alerts=(UNUSED,)))
    assert text in line
    assert "kurs" not in line


def test_a_year_that_will_not_last_says_how_much_is_missing() -> None:
    with translation.override("nb"):
        assert "du bruker for mye, 30\u00a0t mangler" in summary(replace(year(1, used=6000), forecast_left=-1800))
