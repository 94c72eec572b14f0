"""What stands in the way of a full roster and what would help, in words and with the names of people and shifts."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.utils import translation

from selvstyrt.apps.plans.models import PlanVersion, Shift
from selvstyrt.faces.web.plans.ways_out import WaysOut, ways_out
from tests.apps.timesheets.work import published_plan
from tests.cast import Cast


@pytest.fixture
def plan(cast: Cast) -> PlanVersion:
    row = published_plan(cast.scheme, first_day=date(2027, 1, 4), last_day=date(2027, 1, 10))
    for day in (4, 5):
        Shift.objects.create(
            plan=row, key=f"2027-01-0{day}-day", name="Dag", type="day",
            start=datetime(2027, 1, day, 6, tzinfo=UTC), end=datetime(2027, 1, day, 14, tzinfo=UTC),
        )  # fmt: skip
    return row


def told(plan: PlanVersion, names: dict[str, str], *notes: dict[str, Any]) -> WaysOut:
    return ways_out(notes, names, plan.uid)


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u2060", ""))


def reason(rule: str, who: str, measured: int = 540, limit: int = 660, *other: str) -> dict[str, Any]:
    return {"rule": rule, "assistant": who, "measured": measured, "limit": limit, "unit": "min", "other": list(other)}


def test_shifts_that_rule_each_other_out_are_told_with_what_is_in_the_way(plan: PlanVersion) -> None:
    note = {
        "code": "conflict",
        "shifts": ["2027-01-04-day", "2027-01-05-day"],
        "facts": [reason("AML-10-8-1", "a", 540, 660, "2027-01-05-day"), reason("UNAVAILABLE", "b", 0, 0)],
    }
    found = told(plan, {"a": "Amal", "b": "Jonas"}, note)

    assert (found.ways, found.obstacles) == ((), ())
    (conflict,) = found.conflicts
    assert plain(conflict.shifts) == "mandag 4. januar 07–15, dagvakt og tirsdag 5. januar 07–15, dagvakt"
    assert [plain(line) for line in conflict.reasons] == [
        "Amal: bryter daglig hvile: 9 t av 11 t.",
        "Jonas: er borte da.",
    ]


def test_other_work_behind_a_fixed_shift_is_told_without_its_name(plan: PlanVersion) -> None:
    fixed = {
        "code": "fixed_conflict",
        "shifts": ["2027-01-04-day"],
        "earlier": ["a-history-1"],
        **reason("OVERLAP", "a"),
    }
    found = told(plan, {"a": "Amal"}, fixed, {"code": "more_fixed_conflicts", "count": 40})
    assert [plain(line) for line in found.obstacles] == [
        "Den låste vakten mandag 4. januar 07–15, dagvakt kan ikke stå. Grunn: Amal er på en annen vakt da. "
        "Annet arbeid som Amal har, teller med. Lås den opp.",
        "De låste vaktene bryter reglene 40 ganger i alt. Ikke alle er forklart her.",
    ]


def test_a_shift_that_nobody_can_have_is_left_to_the_empty_shifts(plan: PlanVersion) -> None:
    note = {"code": "conflict", "shifts": ["2027-01-04-day"], "facts": [reason("UNAVAILABLE", "a")]}
    assert told(plan, {"a": "Amal"}, note) == WaysOut()


def test_more_than_three_ways_wait_until_they_are_asked_for(plan: PlanVersion) -> None:
    notes = [{"code": "could_take", "assistant": who, "shifts": 1} for who in "abcde"]
    found = told(plan, {}, *notes)
    assert (len(found.best), len(found.more)) == (3, 2)


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ({"code": "one_more_assistant", "shifts": 1, "people": 1}, "Én assistent til trengs for 1 vakt."),
        ({"code": "one_more_assistant", "shifts": 3, "people": 3}, "Tre assistenter til trengs for 3 vakter."),
        (
            {"code": "one_more_assistant", "shifts": 2, "people": 1, "kinds": ["weekends", "nights"]},
            "Én assistent til som kan jobbe helgenetter trengs for 2 vakter.",
        ),
        (
            {"code": "one_more_assistant", "shifts": 1, "people": 1, "choice": True},
            "Eller: én assistent til kan fylle 1 vakt.",
        ),
        (
            {"code": "contract_would_help", "assistant": "a", "what": "", "shifts": 2},
            "Flere timer i uken i avtalen med Amal gjør det mulig å fylle 2 vakter.",
        ),
        (
            {"code": "unfix_would_help", "assistant": "a", "what": "2027-01-04-day", "shifts": 1},
            "Lås opp mandag 4. januar 07–15, dagvakt for Amal, så kan 1 vakt fylles.",
        ),
        (
            {"code": "one_more_assistant", "shifts": 25, "people": 3, "skills": ["løft"], "needing": {"løft": 4}},
            "Tre assistenter til trengs for 25 vakter. 4 av vaktene krever opplæring i løft.",
        ),
        (
            {"code": "one_more_assistant", "shifts": 2, "people": 1, "skills": ["løft"], "needing": {"løft": 2}},
            "Én assistent til med opplæring i løft trengs for 2 vakter.",
        ),
        (
            {"code": "one_more_assistant", "shifts": 25, "people": 3, "skills": ["løft"]},  # as older runs kept it
            "Tre assistenter til trengs for 25 vakter. Opplæring i løft trengs.",
        ),
        (
            {"code": "nobody_could", "shifts": 2},
            "Heller ikke en ny assistent kan lovlig ta 2 vakter. Del dem opp eller flytt dem.",
        ),
        (
            {"code": "nobody_could", "shifts": 1},
            "Heller ikke en ny assistent kan lovlig ta 1 vakt. Del den opp eller flytt den.",
        ),
        (
            {"code": "nobody_could", "shifts": 1, "which": ["2027-01-04-day"]},
            "Heller ikke en ny assistent kan lovlig ta mandag 4. januar 07–15, dagvakt. Del den opp eller flytt den.",
        ),
        ({"code": "could_take", "assistant": "a", "shifts": 1}, "Amal kan ta 1 vakt av de ledige vaktene."),
    ],
)
def test_each_way_out_is_one_sentence(plan: PlanVersion, note: dict[str, Any], expected: str) -> None:
    found = told(plan, {"a": "Amal"}, note)

    assert found.obstacles == ()
    assert [plain(each) for each in found.ways] == [expected]


def test_they_speak_the_language_of_the_page_and_leave_other_notes_out(plan: PlanVersion) -> None:
    with translation.override("en"):
        found = told(plan, {}, {"code": "one_more_assistant", "shifts": 1, "people": 1}, {"code": "assigned"})
    assert found.ways == ("One more assistant is needed for 1 shift.",)


def test_nothing_to_tell_reads_nothing(django_assert_num_queries: Any, plan: PlanVersion) -> None:
    with django_assert_num_queries(0):
        assert told(plan, {}, {"code": "assigned"}) == WaysOut()
