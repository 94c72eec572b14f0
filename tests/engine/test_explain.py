"""Explaining what cannot be filled: the conflict is real, nothing in it is too much, and the advice is true."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import product
from typing import Any

import pytest

from selvstyrt.core.roster import Evaluator, NeedShift, Note, Problem, Status, read_problem
from selvstyrt.core.roster.evaluation import DOUBTS
from selvstyrt.core.worktime import Agreement, AgreementType
from selvstyrt.engine.conflicts import Asking, conflict_of
from selvstyrt.engine.explain import NOT_ASKED, explain_roster, most_empty
from selvstyrt.engine.generator import Recipe, generate
from selvstyrt.engine.greedy import first_draft
from selvstyrt.engine.solve import solve
from selvstyrt.faces.texts.findings import LANGUAGES
from selvstyrt.faces.texts.roster import note_text
from tests.core.roster.problems import assistant, problem, shift
from tests.engine.random_problems import random_problem

AVERAGING = {"type": "averaging_individual", "written": True}


def explained(asked: Problem, **holders: str) -> tuple[Note, ...]:
    """The notes on a roster, without those on filled shifts."""
    evaluator = Evaluator.of(asked)
    roster = {each.id: holders.get(each.id) for each in asked.shifts}
    _, notes = explain_roster(evaluator, roster, evaluator.judge(roster))
    return tuple(note for note in notes if note.code != "assigned")


def facts_of(note: Note) -> set[tuple[str, str]]:
    return {(fact["assistant"], fact["rule"]) for fact in note.facts["facts"]}


NIGHT = shift("2027-03-06T22:00", "2027-03-07T06:00", "night")
LATE = shift("2027-03-01T15:00", "2027-03-01T22:00", "late")
EARLY = shift("2027-03-02T07:00", "2027-03-02T14:00", "early")
AWAY = [{"start": "2027-03-06T00:00", "end": "2027-03-08T00:00"}]


def test_two_shifts_too_close_for_one_assistant() -> None:
    conflict, more = explained(problem(LATE, EARLY), early="amal")
    assert conflict.facts["shifts"] == ["late", "early"]
    assert facts_of(conflict) == {("amal", "AML-10-8-1")}
    assert (more.code, more.facts["shifts"], more.facts["people"]) == ("one_more_assistant", 1, 1)


def test_a_shift_that_nobody_can_have_names_one_fact_for_each_and_no_other_shift() -> None:
    team = (
        assistant("amal", unavailable=AWAY),
        assistant("jonas", contract={"regime": "AML", "birth_date": "2010-06-01", "weekly_limit_h": 40}),
    )
    conflict, more = explained(problem(NIGHT, LATE, EARLY, team=team), late="amal", early="jonas")
    assert conflict.facts["shifts"] == ["night"]
    assert facts_of(conflict) == {("amal", "UNAVAILABLE"), ("jonas", "AML-11-3-2")}
    assert more.facts["kinds"] == ["weekends", "nights"]


def test_three_at_once_and_two_assistants() -> None:
    shifts = [shift("2027-03-01T08:00", "2027-03-01T12:00", name) for name in ("a", "b", "c")]
    far = shift("2027-03-10T08:00", "2027-03-10T12:00", "far")
    team = (assistant("amal"), assistant("jonas"))
    conflict, more = explained(problem(*shifts, far, team=team), a="amal", b="jonas", far="amal")
    assert conflict.facts["shifts"] == ["a", "b", "c"]
    assert facts_of(conflict) == {("amal", "OVERLAP"), ("jonas", "OVERLAP")}
    assert more.code == "one_more_assistant"


def test_a_chain_of_shifts_that_block_each_other_is_found() -> None:
    """The night can be taken by Jonas if Amal takes the morning, but Amal lacks the training for it."""
    morning = shift("2027-03-02T07:00", "2027-03-02T12:00", "morning", skills=["driving"])
    night = shift("2027-03-01T22:00", "2027-03-02T05:00", "night")
    team = (assistant("amal", unavailable=[{"start": "2027-03-01T20:00", "end": "2027-03-02T06:00"}]),)
    jonas = assistant("jonas", skills=["driving"])
    conflict, training, choice = explained(problem(morning, night, team=(*team, jonas)), morning="jonas")
    assert set(conflict.facts["shifts"]) == {"morning", "night"}
    assert facts_of(conflict) == {("amal", "SKILL"), ("amal", "UNAVAILABLE"), ("jonas", "AML-10-8-1")}
    assert (training.code, training.facts["assistant"], training.facts["what"]) == (
        "training_would_help",
        "amal",
        "driving",
    )
    assert (choice.code, choice.facts["choice"]) == ("one_more_assistant", True)


def test_cures_that_are_needed_together_are_told_together() -> None:
    days = [shift(f"2027-03-0{day}T07:00", f"2027-03-0{day}T17:00", f"d{day}") for day in (1, 2)]
    same = [shift(f"2027-03-0{day}T07:00", f"2027-03-0{day}T17:00", f"e{day}") for day in (1, 2)]
    notes = explained(problem(*days, *same, team=(assistant("amal"), assistant("jonas"))))
    helps = [note for note in notes if note.code == "agreement_would_help" and note.facts["what"] == AVERAGING["type"]]
    assert [(note.facts["assistant"], note.facts["shifts"]) for note in helps] == [("amal", 2), ("jonas", 2)]
    (together,) = [note for note in notes if note.code == "together"]
    assert together.facts["shifts"] == 4
    assert {way["assistant"] for way in together.facts["ways"]} == {"amal", "jonas"}


def test_a_shift_too_long_for_anybody_is_said_to_be_so() -> None:
    endless = shift("2027-03-01T07:00", "2027-03-02T07:00", "endless")
    notes = explained(problem(endless))
    assert [note.code for note in notes] == ["conflict", "nobody_could"]
    assert notes[-1].facts == {"shifts": 1, "which": ["endless"]}


def test_more_shifts_at_once_than_new_assistants_are_tried_is_not_called_unlawful() -> None:
    at_once = [shift("2027-03-01T08:00", "2027-03-01T12:00", str(number)) for number in range(6)]
    *_, more = explained(problem(*at_once, team=(assistant(unavailable=AWAY),)), **{"0": "amal"})
    assert (more.code, more.facts["people"], more.facts["shifts"]) == ("one_more_assistant", 3, 3)


def test_a_skill_is_asked_for_only_by_the_shifts_that_need_it() -> None:
    days = [shift(f"2027-03-0{day}T08:00", f"2027-03-0{day}T12:00", f"d{day}") for day in (1, 2, 3)]
    bath = shift("2027-03-04T08:00", "2027-03-04T12:00", "bath", skills=["lift"])
    away = [{"start": "2027-03-01T00:00", "end": "2027-03-08T00:00"}]
    *_, more = explained(problem(*days, bath, team=(assistant(unavailable=away),)))
    assert (more.facts["people"], more.facts["shifts"], more.facts["needing"]) == (1, 4, {"lift": 1})
    assert note_text(more) == "Én assistent til trengs for 4 vakter. 1 av vaktene krever opplæring i lift."


def test_a_fixed_shift_in_the_way_is_to_be_unfixed() -> None:
    fixed = shift("2027-03-01T15:00", "2027-03-01T22:00", "late", fixed="amal")
    early = shift("2027-03-02T07:00", "2027-03-02T14:00", "early")
    jonas = assistant("jonas", unavailable=[{"start": "2027-03-02T00:00", "end": "2027-03-03T00:00"}])
    notes = explained(problem(fixed, early, team=(assistant("amal"), jonas)), late="amal")
    assert ("unfix_would_help", "amal", "late") in {
        (note.code, note.facts.get("assistant"), note.facts.get("what")) for note in notes
    }


def test_fixed_shifts_name_the_agreement_that_would_let_them_stand() -> None:
    long_day = shift("2027-03-01T07:00", "2027-03-01T17:00", "long", fixed="amal")
    result = solve(problem(long_day), time_limit_s=5)
    assert result.status is Status.INFEASIBLE
    allows = [note for note in result.roster.explanation if note.code == "agreement_would_allow"]
    assert {note.facts["what"] for note in allows} >= {"averaging_individual"}
    assert all(note.facts["shifts"] == ["long"] for note in allows)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"team": (assistant(max_weekly_minutes=900),)}, "CONTRACT-MAX"),
        ({"frame": {"minutes_per_week": 450, "hard": True}}, "FRAME"),
    ],
)
def test_too_many_fixed_hours_name_the_fewest_shifts_over_the_limit(change: dict[str, Any], rule: str) -> None:
    days = [shift(f"2027-03-0{day}T08:00", f"2027-03-0{day}T16:00", str(day), fixed="amal") for day in (1, 2, 3, 4)]
    result = solve(problem(*days, **change), time_limit_s=5)
    (note,) = [note for note in result.roster.explanation if note.facts["rule"] == rule]
    assert len(note.facts["shifts"]) == 2
    assert note.facts["measured"] == 960


def can_fill(evaluator: Evaluator, group: tuple[NeedShift, ...]) -> bool:
    """Whether these shifts alone can all be filled, by trying everything."""
    everybody = list(evaluator.problem.person_by_id)
    for people in product(everybody, repeat=len(group)):
        roster = dict.fromkeys(evaluator.problem.shift_by_id) | {
            each.id: who for each, who in zip(group, people, strict=True)
        }
        judged = evaluator.judge(roster)
        wrong = [each for each in judged.breaches if each.rule != "FIXED"]
        if not wrong and not [each for each in judged.doubts if each.rule in DOUBTS]:
            return True
    return False


@pytest.mark.parametrize("seed", range(40))
def test_a_conflict_is_real_and_every_shift_in_it_is_needed(seed: int) -> None:
    data = random_problem(seed, people=2, shifts=5)
    data.pop("frame", None)
    for each in data["shifts"]:
        each.pop("fixed", None)
    evaluator = Evaluator.of(read_problem(data))
    draft = first_draft(evaluator)
    own = {who: [each for each in evaluator.problem.shifts if draft[each.id] == who] for who in ("p0", "p1")}
    for empty in [each for each in evaluator.problem.shifts if draft[each.id] is None]:
        asking = Asking(evaluator)
        conflict = conflict_of(asking, empty, own)
        if conflict is None:
            continue
        assert not can_fill(evaluator, conflict.shifts)
        for left_out in conflict.shifts:
            rest = tuple(each for each in conflict.shifts if each is not left_out)
            assert can_fill(evaluator, rest), left_out.id
        facts = frozenset((fact.assistant, fact.rule) for fact in conflict.facts)
        assert asking.dealt(conflict.shifts, facts) is None
        assert all(asking.dealt(conflict.shifts, facts - {fact}) is not None for fact in facts)


@pytest.mark.parametrize("seed", range(3))
def test_each_agreement_that_is_told_fills_what_it_says(seed: int) -> None:
    data = generate(Recipe(assistants=3, weeks=1, seed=seed))
    for each in data["assistants"]:
        each["agreements"] = []
    asked = read_problem(data)
    result = solve(asked, time_limit_s=2, workers=1)
    notes = [note for note in result.roster.explanation if note.code == "agreement_would_help"]
    before = len(result.roster.uncovered)
    for note in notes[:2]:
        agreement = Agreement(AgreementType(note.facts["what"]), compensatory_rest=True, decision=True)
        team = tuple(
            replace(each, agreements=(agreement,)) if each.id == note.facts["assistant"] else each
            for each in asked.people
        )
        again = solve(replace(asked, people=team), time_limit_s=2, workers=1)
        assert before - len(again.roster.uncovered) >= note.facts["shifts"]


def test_explaining_a_scheme_takes_less_than_a_second() -> None:
    data = generate(Recipe(assistants=7, weeks=8, seed=3))
    data["assistants"] = data["assistants"][:3]
    evaluator = Evaluator.of(read_problem(data))
    draft = first_draft(evaluator)
    judged = evaluator.judge(draft)
    assert len(judged.uncovered) > 3
    started = time.process_time()
    _, notes = explain_roster(evaluator, draft, judged)
    assert time.process_time() - started < 2  # a slow machine's second
    assert {note.code for note in notes} & {"conflict", "one_more_assistant", "could_take"}
    for note in notes:
        for language in LANGUAGES:
            text = note_text(note, language)
            assert text.endswith(".")
            assert "{" not in text


@pytest.mark.parametrize(
    ("begins", "rule", "limit"),
    [("2027-03-02T06:00", "AML-11-5-2", 12 * 60), ("2027-03-02T05:30", "AML-11-3-2", 0)],
)
def test_of_several_reasons_the_first_is_the_one_that_no_other_roster_mends_or_the_strictest(
    begins: str, rule: str, limit: int
) -> None:
    young = assistant("amal", contract={"regime": "AML", "birth_date": "2010-06-01", "weekly_limit_h": 40})
    asked = problem(
        shift("2027-03-01T14:00", "2027-03-01T19:30", "late"), shift(begins, "2027-03-02T11:00", "early"), team=(young,)
    )
    evaluator = Evaluator.of(asked)
    roster: dict[str, str | None] = {"late": "amal", "early": None}

    reasons, _ = explain_roster(evaluator, roster, evaluator.judge(roster))

    ((_, (first, *more)),) = reasons
    assert (first.rule, first.limit) == (rule, limit)
    assert "AML-10-8-1" in {reason.rule for reason in more}


@dataclass
class Patience:
    """Waits until it has been asked so many times whether it still waits."""

    questions: int
    asked: int = 0

    def __call__(self) -> bool:
        self.asked += 1
        return self.asked > self.questions


def test_whoever_stops_waiting_is_told_less_and_nothing_else() -> None:
    data = generate(Recipe(assistants=7, weeks=4, seed=3))
    data["assistants"] = data["assistants"][:3]
    evaluator = Evaluator.of(read_problem(data))
    draft = first_draft(evaluator)
    judged = evaluator.judge(draft)
    ever = Patience(1_000_000)
    whole_reasons, whole = explain_roster(evaluator, draft, judged, is_out=ever)
    told = set()
    for questions in sorted({*range(8), *range(8, ever.asked, max(1, ever.asked // 25))}):
        reasons, notes = explain_roster(evaluator, draft, judged, is_out=Patience(questions))
        for (shift_id, said), (same_id, all_said) in zip(reasons, whole_reasons, strict=True):
            assert shift_id == same_id
            assert said == all_said or [reason.rule for reason in said] == [NOT_ASKED]
        assert [note for note in notes if note.code != "assigned" and note not in whole] == []
        told.add(len(notes))
    assert len(told) > 2
    assert len(whole) > min(told)


def test_fewer_empty_shifts_are_looked_into_where_everybody_has_very_many() -> None:
    ordinary, large = made(shifts=200, people=2), made(shifts=1200, people=3)

    assert most_empty(ordinary) == 30
    assert most_empty(large) == 7


def made(shifts: int, people: int) -> Problem:
    days = [datetime(2027, 1, 4, 7) + timedelta(days=number % 300) for number in range(shifts)]
    return read_problem(
        {
            "format": "selvstyrt-roster-problem/1",
            "from": "2027-01-04",
            "to": "2027-12-31",
            "assistants": [{"id": f"p{number}", "weekly_minutes": 600} for number in range(people)],
            "shifts": [
                {
                    "id": f"s{number}",
                    "start": day.isoformat(timespec="minutes"),
                    "end": (day + timedelta(hours=6)).isoformat(timespec="minutes"),
                }
                for number, day in enumerate(days)
            ],
        }
    )
