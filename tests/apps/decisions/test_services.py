"""Registering decisions: what is refused, what supersedes what, and that a refusal changes nothing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from selvstyrt.apps.decisions.models import Decision
from selvstyrt.apps.decisions.queries import Standing, decision_on, decisions_of
from selvstyrt.apps.decisions.services import LineInput, register_case, register_decision
from selvstyrt.apps.journal.models import Event
from selvstyrt.apps.schemes.convert import grant_lines
from selvstyrt.core.base import Conflict, DateRange, SelvstyrtError, WrongInput
from selvstyrt.core.hours import grant_minutes
from tests.cast import FROM, NOW, Cast

MAY = date(2026, 5, 6)  # a Wednesday


def register(cast: Cast, **changes: Any) -> UUID:
    act: dict[str, Any] = {
        "case_uid": cast.scheme.case.uid,
        "issued_on": date(2026, 4, 20),
        "first_day": MAY,
        "lines": [LineInput("practical", 2400)],
        "by": cast.actor(cast.kari),
        "now": NOW,
    }
    return register_decision(**{**act, **changes})


def test_a_new_decision_rules_alone_from_its_first_day(cast: Cast) -> None:
    new = register(cast)

    newest, oldest = decisions_of(cast.scheme.case.uid, on=MAY)
    assert (newest.uid, newest.standing, newest.rules) == (new, Standing.IN_FORCE, DateRange(MAY))
    assert (oldest.standing, oldest.rules) == (Standing.SUPERSEDED, DateRange(FROM, MAY))
    assert oldest.rules_until == MAY - timedelta(days=1)


def test_when_the_newest_decision_has_ended_nothing_is_granted_although_an_older_one_has_no_end(cast: Cast) -> None:
    register(cast, last_day=date(2026, 6, 30))

    assert decision_on(cast.scheme.case.uid, date(2026, 6, 30)) is not None
    assert decision_on(cast.scheme.case.uid, date(2026, 7, 1)) is None
    july = DateRange(date(2026, 7, 1), date(2026, 8, 1))
    assert grant_minutes(grant_lines(cast.scheme.uid), july) == 0


def test_a_correction_takes_the_place_of_the_wrong_decision(cast: Cast) -> None:
    wrong = register(cast)
    right = register(cast, lines=[LineInput("practical", 2100)], corrects=wrong)

    views = {view.uid: view for view in decisions_of(cast.scheme.case.uid, on=MAY)}
    assert views[wrong].standing is Standing.CORRECTED
    assert views[wrong].corrected_by == right
    assert views[right].weekly_minutes == 2100
    week = DateRange(MAY, MAY + timedelta(days=7))
    assert grant_minutes(grant_lines(cast.scheme.uid), week) == 2100


def test_a_temporary_line_grants_only_on_its_own_days(cast: Cast) -> None:
    summer = LineInput("respite", 700, date(2026, 7, 6), date(2026, 7, 19))
    register(cast, lines=[LineInput("practical", 2100), summer])

    lines = grant_lines(cast.scheme.uid)
    assert grant_minutes(lines, DateRange(date(2026, 7, 6), date(2026, 7, 20))) == 2 * 2800
    assert grant_minutes(lines, DateRange(date(2026, 7, 20), date(2026, 7, 27))) == 2100


def test_two_assistants_at_once_all_hours_of_the_week_are_granted(cast: Cast) -> None:
    register(cast, lines=[LineInput("practical", 336 * 60)])

    week = DateRange(MAY, MAY + timedelta(days=7))
    assert grant_minutes(grant_lines(cast.scheme.uid), week) == 20160


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("decision_ends_before_start", {"last_day": MAY - timedelta(days=1)}),
        ("decision_has_no_lines", {"lines": []}),
        ("decision_same_first_day", {"first_day": FROM}),
        ("decision_hours_too_many", {"lines": [LineInput(s, 168 * 60) for s in ("practical", "training", "respite")]}),
        ("decision_hours_too_many", {"lines": [LineInput("practical", 336 * 60 + 1)]}),
        ("line_hours_not_positive", {"lines": [LineInput("practical", 0)]}),
        ("line_ends_before_start", {"lines": [LineInput("practical", 60, MAY, MAY - timedelta(days=1))]}),
        ("line_outside_decision", {"lines": [LineInput("practical", 60, MAY - timedelta(days=1))]}),
        ("line_outside_decision", {"last_day": MAY, "lines": [LineInput("practical", 60, None, MAY.replace(month=7))]}),
        ("service_unknown", {"lines": [LineInput("magic", 60)]}),
        ("decision_unknown", {"corrects": uuid4()}),
        ("case_unknown", {"case_uid": uuid4()}),
        ("text_has_nul", {"note": "a\x00b"}),
        ("text_too_long", {"note": "x" * 5_000_000}),
    ],
)  # fmt: skip
def test_what_contradicts_itself_is_refused_and_nothing_is_written(
    cast: Cast, code: str, changes: dict[str, Any]
) -> None:
    before = (Decision.objects.count(), Event.objects.count())
    with pytest.raises(SelvstyrtError) as refusal:
        register(cast, **changes)

    assert refusal.value.code == code
    assert (Decision.objects.count(), Event.objects.count()) == before


def test_a_decision_is_corrected_once(cast: Cast) -> None:
    wrong = register(cast)
    register(cast, corrects=wrong)

    with pytest.raises(Conflict) as refusal:
        register(cast, corrects=wrong, first_day=MAY + timedelta(days=1))
    assert refusal.value.code == "decision_already_corrected"


def test_a_decision_of_another_case_cannot_be_corrected_from_here(cast: Cast) -> None:
    other = decisions_of(cast.other_scheme.case.uid, on=MAY)[0]

    with pytest.raises(WrongInput) as refusal:
        register(cast, corrects=other.uid)
    assert refusal.value.code == "decision_unknown"


def test_a_case_reference_is_used_once_in_a_municipality(cast: Cast) -> None:
    act = {
        "owner_uid": cast.per.uid,
        "municipality_uid": cast.municipality.uid,
        "by": cast.actor(cast.kari),
        "now": NOW,
    }
    register_case(reference="2026/77", **act)
    with pytest.raises(Conflict) as refusal:
        register_case(reference="2026/77", **act)
    assert refusal.value.code == "case_reference_taken"


def test_all_decisions_of_a_case_take_three_queries(cast: Cast, django_assert_max_num_queries: Any) -> None:
    for month in (2, 3, 4):
        register(cast, first_day=date(2026, month, 1))
    with django_assert_max_num_queries(3):
        assert len(decisions_of(cast.scheme.case.uid, on=MAY)) == 4
