"""The pages of needs as curves: lines in, shifts proposed with reasons, taken as weekly needs."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from selvstyrt.apps.plans.models import CurveLine, NeedPattern
from selvstyrt.core.needs import ShiftShape
from selvstyrt.faces.web.scheme.curve_shifts import Proposed
from tests.cast import Cast
from tests.faces.web.scheme import building

pytestmark = pytest.mark.django_db


def page(client: Client, name: str, cast: Cast, data: dict[str, Any] | None = None) -> Any:
    return client.get(reverse(name, kwargs=building.in_scheme(cast)), data or {})


@pytest.fixture
def kari(client: Client, cast: Cast) -> Client:
    client.force_login(cast.kari.user)
    return client


def test_the_week_is_shown_as_picture_and_table_with_its_hours(kari: Client, cast: Cast) -> None:
    building.add_curve(cast)
    text = page(kari, "curve", cast).content.decode()
    assert "07:00–08:00: 2 våken" in text
    assert "22:30–24:00" in text
    assert "<svg" in text
    assert re.search(r"129\s*t\s*45\s*min", text)


def test_a_line_that_is_not_in_quarters_is_told_at_its_field(kari: Client, cast: Cast) -> None:
    typed = {**building.curve_line_typed(cast), "starts_at": "07:10"}
    answer = kari.post(reverse("curve_line_new", kwargs=building.in_scheme(cast)), typed)
    assert answer.status_code == 422
    assert "hele kvarter" in answer.content.decode()
    assert CurveLine.objects.count() == 0


def test_a_line_that_is_there_already_is_told_and_what_was_typed_stays(kari: Client, cast: Cast) -> None:
    address = reverse("curve_line_new", kwargs=building.in_scheme(cast))
    assert kari.post(address, building.curve_line_typed(cast)).status_code == 302
    answer = kari.post(address, building.curve_line_typed(cast))
    assert answer.status_code == 422
    assert "Linjen «Kveld» står her fra før." in answer.content.decode()
    assert 'value="22:30"' in answer.content.decode()
    assert CurveLine.objects.count() == 1


@pytest.mark.parametrize(
    ("since", "hours", "passive", "kind"),
    [
        (23, 10, 0, "night"),
        (20, 12, 0, "night"),
        (0, 10, 0, "night"),
        (23, 8, 0, "night"),
        (4, 4, 0, "night"),
        (4, 12, 0, "long"),
        (21, 24, 0, "long"),
        (7, 10, 0, "long"),
        (18, 12, 0, "long"),
        (22, 10, 480, "resting_night"),
        (7, 8, 0, "day"),
        (15, 7, 0, "evening"),
    ],
)
def test_a_shift_is_called_by_when_it_is_before_how_long_it_is(since: int, hours: int, passive: int, kind: str) -> None:
    shift = Proposed(ShiftShape(since * 60, hours * 60, passive, ()), (0,), 1, 2)
    assert (shift.type, shift.pattern(date(2027, 1, 4)).type) == (kind, kind)


def test_the_proposal_is_taken_as_weekly_needs(kari: Client, cast: Cast) -> None:
    building.add_day_pattern(cast)
    building.add_curve(cast)
    text = page(kari, "curve_shifts", cast).content.decode()
    assert "Hvorfor" in text
    packed = re.findall(r'name="packed" value="([^"]+)"', text)[0]
    numbers = re.findall(r'name="take" value="(\d+)"', text)
    address = reverse("curve_shifts", kwargs=building.in_scheme(cast))
    done = kari.post(address, {"packed": packed, "take": numbers, "in_place_of_all": "1"})
    assert done.status_code == 302
    assert done.url == reverse("needs", kwargs=building.in_scheme(cast))
    made = NeedPattern.objects.filter(last_day=None)
    assert made.count() == len(numbers)
    assert any(row.passive_minutes for row in made)
    assert NeedPattern.objects.get(name="Dag").last_day is not None


@pytest.mark.parametrize("packed", ["", "changed", "a:b:c"])
def test_a_proposal_that_was_tampered_with_changes_nothing(kari: Client, cast: Cast, packed: str) -> None:
    building.add_curve(cast)
    kari.post(reverse("curve_shifts", kwargs=building.in_scheme(cast)), {"packed": packed, "take": ["0"]})
    assert NeedPattern.objects.count() == 0


def test_rules_that_contradict_each_other_are_told_and_the_page_stays(kari: Client, cast: Cast) -> None:
    building.add_curve(cast)
    rules = {"shortest": "9", "longest": "8", "longest_with_rest": "16", "start_step": "30", "overlap": "0"}
    answer = page(kari, "curve_shifts", cast, rules)
    assert answer.status_code == 422
    assert "Korteste vakt" in answer.content.decode()


def test_without_lines_the_page_of_shifts_leads_back(kari: Client, cast: Cast) -> None:
    assert page(kari, "curve_shifts", cast).status_code == 302


def test_needs_that_nobody_can_cover_are_told_with_the_rule(kari: Client, cast: Cast) -> None:
    building.add_curve(cast)
    rules = {"shortest": "2", "longest": "8", "longest_with_rest": "8", "start_step": "30", "overlap": "0"}
    text = page(kari, "curve_shifts", cast, rules).content.decode()
    assert "Behovet kan ikke dekkes slik det står." in text
    assert 'name="packed"' not in text
