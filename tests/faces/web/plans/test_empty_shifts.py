"""Empty shifts are told in groups by why they are empty, with the help first, and no longer than they are true."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone, translation

from selvstyrt.apps.plans.checking import Judged
from selvstyrt.apps.plans.models import Absence, PlanVersion, Shift
from selvstyrt.apps.plans.services import runs
from selvstyrt.apps.plans.services.working import carry_out
from selvstyrt.core.base import Span
from selvstyrt.faces.web.amounts import days_text
from selvstyrt.faces.web.plans.empty_shifts import EmptyShifts, empty_shifts, reason_lines
from tests.cast import Cast
from tests.faces.web.plans import building
from tests.faces.web.plans.building import address, logged_in


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def reason(rule: str, who: object, measured: int = 0, limit: int = 0, *other: str) -> dict[str, Any]:
    return {
        "rule": rule, "assistant": str(who), "measured": measured, "limit": limit, "unit": "min", "other": list(other),
    }  # fmt: skip


def explain(shift: Shift, *reasons: dict[str, Any]) -> None:
    shift.explanation = {"code": "empty", "reasons": list(reasons)}
    shift.save()


def told(plan: PlanVersion, *notes: dict[str, Any], is_old: bool = False) -> EmptyShifts:
    return empty_shifts(Judged.of(plan), lambda view: f"/{view.uid}/", notes, is_old=is_old)


def test_shifts_with_the_same_reasons_are_one_group_whatever_the_amounts(cast: Cast) -> None:
    plan = building.a_draft(cast)
    amal, jonas = cast.amal.uid, cast.jonas.uid
    shifts = list(plan.shifts.order_by("start"))
    for number, shift in enumerate(shifts[:-1]):
        explain(shift, reason("UNAVAILABLE", amal, 60 + number), reason("UNAVAILABLE", jonas, 60))
    explain(shifts[-1], reason("UNAVAILABLE", amal, 60), reason("AML-10-8-1", jonas, 540, 660))
    large, single = told(plan).groups

    assert len(large.shifts) == len(shifts) - 1
    assert large.reasons == ("Alle i teamet er borte da.",)
    assert large.is_long
    assert single.shifts[0].url == f"/{shifts[-1].uid}/"
    assert [line.replace("\u00a0", " ") for line in single.reasons] == [
        "Amal: er borte da.",
        "Jonas: bryter daglig hvile: 9 t av 11 t.",
    ]


def test_one_reason_for_each_is_enough_and_the_plainest_is_told(cast: Cast) -> None:
    plan = building.a_draft(cast)
    first, second, *_rest = plan.shifts.order_by("start")
    away = [reason("UNAVAILABLE", each.uid, 60) for each in (cast.amal, cast.jonas)]
    explain(first, *away)
    explain(second, reason("SKILL", cast.amal.uid, 1, 0, "løft"), *away)
    assert ("Alle i teamet er borte da.",) in [group.reasons for group in told(plan).groups if len(group.shifts) == 2]


def test_a_shift_nobody_can_have_whatever_the_rest_has_one_explanation(cast: Cast) -> None:
    """The note on the shift alone and the reasons kept with it are never told beside each other."""
    plan = building.a_draft(cast)
    shift = building.first_shift(plan)
    explain(shift, reason("CONTRACT-MAX", cast.amal.uid, 3000, 2400))
    note = {"code": "conflict", "shifts": [shift.key], "facts": [reason("AML-10-8-1-SPAN", cast.amal.uid)]}
    (single,) = [group for group in told(plan, note).groups if len(group.shifts) == 1]
    assert single.reasons == ("Amal: får for lang dag.",)


def test_shifts_that_were_not_looked_into_say_so(cast: Cast) -> None:
    lines = reason_lines([reason("NOT-ASKED", "")], {}, exact=True)
    assert lines == ("Så mange vakter er ledige at ikke alle er undersøkt.",)


@pytest.mark.parametrize(
    ("language", "first", "last", "expected"),
    [
        ("nb", date(2027, 2, 8), date(2027, 2, 19), "8.–\u206019. februar"),
        ("en", date(2027, 2, 8), date(2027, 2, 19), "8–\u206019 February"),
        ("nb", date(2027, 1, 28), date(2027, 2, 3), "28. januar–\u20603. februar"),
        ("nb", date(2027, 2, 8), date(2027, 2, 8), "mandag 8. februar"),
    ],
)
def test_days_are_written_as_people_write_them(language: str, first: date, last: date, expected: str) -> None:
    with translation.override(language):
        assert days_text(first, last) == expected


def test_many_groups_wait_until_they_are_asked_for(cast: Cast) -> None:
    plan = building.a_draft(cast)
    for number, shift in enumerate(plan.shifts.order_by("start")):
        explain(shift, reason("SKILL", cast.amal.uid, 1, 0, f"opplæring {number}"))
    found = told(plan)
    assert (len(found.first), found.rest_count) == (5, 5)


@pytest.fixture
def thin(cast: Cast, settings: Any) -> PlanVersion:
    """A draft of two weeks, solved with everybody away."""
    settings.SELVSTYRT_RUNNER = "queue"
    plan = building.a_draft(cast)
    start = Span.of_day(plan.first_day).start
    for person in (cast.amal, cast.jonas):
        Absence.objects.create(person=person, kind="leave", start=start, end=start + timedelta(days=20))
    uid = runs.start_run(plan_uid=plan.uid, time_limit_seconds=5, by=cast.actor(cast.kari), now=timezone.now())
    carry_out(uid)
    return plan


@pytest.mark.django_db(transaction=True)
def test_a_thin_plan_is_explained_once_and_the_help_stands_first(cast: Cast, thin: PlanVersion) -> None:
    page = text(logged_in(cast.kari).get(address(cast, "plan", plan_uid=thin.uid)))
    days = days_text(thin.first_day, thin.first_day + timedelta(days=11))
    assert f"{days}: 10 vakter" in page
    assert page.count("Alle i teamet er borte da.") == 1
    assert page.index("Dette vil hjelpe:") < page.index(f"{days}: 10 vakter")
    assert "uansett resten av planen" not in page
    assert "Ingen turnus kan bli bedre enn denne." in page


@pytest.mark.django_db(transaction=True)
def test_after_a_change_by_hand_the_proof_and_the_advice_are_gone(cast: Cast, thin: PlanVersion) -> None:
    building.world(cast).give(thin, building.first_shift(thin), cast.amal, now=timezone.now())
    page = text(logged_in(cast.kari).get(address(cast, "plan", plan_uid=thin.uid)))
    assert "må rettes før du kan publisere" in page
    assert "Ingen turnus kan bli bedre enn denne." not in page
    assert "Dette vil hjelpe" not in page
    assert "Noe er endret siden turnusen ble laget. Grunnene under er fra før det." in page
    assert ": 9 vakter" in page
