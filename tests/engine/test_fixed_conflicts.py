"""Fixed shifts that cannot stand are told with the fewest shifts, in bounded time however many they are."""

from __future__ import annotations

from datetime import date, timedelta

from selvstyrt.core.roster import Evaluator, Note
from selvstyrt.engine import fixed_conflicts
from selvstyrt.engine.fixed_conflicts import MOST_CONFLICTS, explain_impossible
from selvstyrt.faces.texts.roster import note_text
from tests.core.roster.problems import assistant, problem, shift

MONDAY = date(2027, 3, 1)
TEAM = (assistant("amal"), assistant("jonas"))


def at(day: int, start: str, end: str, **changes: object) -> dict[str, object]:
    """A shift so many days after the first of March."""
    on = (MONDAY + timedelta(days=day)).isoformat()
    return shift(f"{on}T{start}", f"{on}T{end}", f"{day}-{start}", **changes)


def crowded(weeks: int, who: str) -> list[dict[str, object]]:
    """Each Monday two shifts at the same time for one assistant."""
    days = [f"{MONDAY + timedelta(weeks=week)}" for week in range(weeks)]
    return [shift(f"{day}T08:00", f"{day}T12:00", f"{who}-{day}-{n}", fixed=who) for day in days for n in (1, 2)]


def told(*shifts: dict[str, object], **changes: object) -> tuple[Note, ...]:
    return explain_impossible(Evaluator.of(problem(*shifts, **changes)))


def test_a_breach_far_into_a_long_plan_is_told_with_its_own_two_shifts() -> None:
    quiet = [at(day, "08:00", "12:00", fixed="amal") for day in range(1, 100, 7)]
    late, early = at(60, "19:00", "22:00", fixed="amal"), at(61, "06:00", "09:00", fixed="amal")
    (note,) = told(*quiet, late, early, last="2027-06-10")
    assert note.facts["shifts"] == ["60-19:00", "61-06:00"]
    assert "earlier" not in note.facts


def test_only_the_first_of_very_many_breaches_are_told_and_everybody_has_some() -> None:
    notes = told(*crowded(40, "amal"), *crowded(40, "jonas"), team=TEAM, last="2027-12-31")
    assert [note.code for note in notes] == ["fixed_conflict"] * MOST_CONFLICTS + ["more_fixed_conflicts"]
    assert {note.facts["assistant"] for note in notes[:-1]} == {"amal", "jonas"}
    assert notes[-1].facts["count"] >= 80
    assert "break the rules" in note_text(notes[-1], "en")


def test_as_many_breaches_as_are_told_have_no_more_to_come() -> None:
    notes = told(*crowded(MOST_CONFLICTS, "amal"), last="2027-12-31")
    assert {note.code for note in notes} == {"fixed_conflict"}
    assert len(notes) == MOST_CONFLICTS


def test_the_work_is_bounded(monkeypatch) -> None:
    monkeypatch.setattr(fixed_conflicts, "MOST_WORK", 100)
    notes = told(*crowded(20, "amal"), last="2027-12-31")
    assert [note.code for note in notes] == ["fixed_conflict"] * (len(notes) - 1) + ["more_fixed_conflicts"]
    assert 1 < len(notes) < 6


def test_whoever_stops_gets_the_count_alone() -> None:
    evaluator = Evaluator.of(problem(*crowded(5, "amal"), last="2027-12-31"))
    (note,) = explain_impossible(evaluator, lambda: True)
    assert (note.code, note.facts["count"] >= 5) == ("more_fixed_conflicts", True)


def test_too_many_weeks_with_too_many_hours_are_counted() -> None:
    days = [at(day, "08:00", "12:00", fixed="amal") for day in range(0, 7 * 40, 7)]
    notes = told(*days, team=(assistant(max_weekly_minutes=60),), last="2027-12-20")
    assert len(notes) == MOST_CONFLICTS + 1
    assert notes[-1].facts["count"] == 40


def test_earlier_work_is_named_where_the_shift_could_stand_without_it() -> None:
    worked = [
        {"id": "before", "start": "2027-02-20T08:00", "end": "2027-02-20T12:00"},
        {"id": "evening", "start": "2027-02-28T18:00", "end": "2027-02-28T23:00"},
    ]
    (note,) = told(at(0, "06:00", "10:00", fixed="amal"), team=(assistant(history=worked),))
    assert (note.facts["shifts"], note.facts["earlier"]) == (["0-06:00"], ["evening"])
    assert note_text(note).startswith("Den låste vakten 0-06:00 kan ikke stå. Grunn: amal ")
    assert "Annet arbeid som amal har, teller med: evening. Lås den opp." in note_text(note)


def test_a_shift_that_is_too_long_alone_is_told_alone_whatever_was_before() -> None:
    worked = [{"start": "2027-02-28T18:00", "end": "2027-02-28T23:00"}]
    notes = told(at(0, "06:00", "22:00", fixed="amal"), team=(assistant(history=worked),))
    (long_day,) = [note for note in notes if note.facts.get("rule") == "AML-10-4-1-D"]
    assert "earlier" not in long_day.facts
    assert note_text(long_day, "en").startswith("The fixed shift 0-06:00 cannot stand.")
    assert note_text(long_day, "en").endswith("Unfix it.")


def test_many_pieces_of_earlier_work_are_not_all_named() -> None:
    facts = {"assistant": "amal", "rule": "OVERLAP", "measured": 60, "limit": 0, "unit": "min", "other": []}
    note = Note("fixed_conflict", {**facts, "shifts": ["a", "b"], "earlier": [f"h{n}" for n in range(9)]})
    assert "teller med: h0, h1, h2, h3, h4 …. Lås opp én av dem." in note_text(note)
    nameless = Note("fixed_conflict", {**facts, "shifts": ["a", "b"], "earlier": [""]})
    assert "Annet arbeid som amal har, teller med. Lås opp" in note_text(nameless)
