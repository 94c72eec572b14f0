"""Rosters in plain words (turnus i klartekst): reasons, explanations, ways out, progress; in three languages."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from selvstyrt.core.roster import Figures, Note, Reason
from selvstyrt.faces.texts.findings import cure_text, duration

MOST_NAMED = 3
"""More shifts than this are counted, not named."""

_FILE = Path(__file__).parent / "roster.toml"
MOST_EARLIER = 5
"""So many pieces of earlier work are named; the rest are three dots."""

_UNITS = {
    "sundays": {"nb": "søn- og helgedager", "nn": "søn- og heilagdagar", "en": "Sundays and holidays"},
    "shifts": {"nb": "vakter", "nn": "vakter", "en": "shifts"},
    "kinds": {"nb": "", "nn": "", "en": ""},
    "breaks": {"nb": "pause", "nn": "pause", "en": "break"},
}


@cache
def _texts() -> dict[str, Any]:
    with _FILE.open("rb") as file:
        texts = tomllib.load(file)
    texts["reasons"] = {rule: group for group in texts["reason"] for rule in group["rules"]}
    return texts


def known_reasons() -> frozenset[str]:
    """Rule ids that have a sentence of their own."""
    return frozenset(_texts()["reasons"])


def _word(key: str, language: str, **facts: object) -> str:
    text: str = _texts()["words"][key][language]
    return text.format(**facts)


def reason_text(reason: Reason, language: str = "nb") -> str:
    """Why one assistant cannot have a shift, as a clause without capital or full stop."""
    template = _texts()["reasons"].get(reason.rule, _texts()["other_reason"])[language]
    text: str = template.format(
        who=reason.assistant,
        rule=reason.rule,
        other=", ".join(reason.other),
        measured=_amount(reason.measured, reason.unit, language),
        limit=_amount(reason.limit, reason.unit, language),
    )
    return text


def empty_text(shift: str, reasons: Sequence[Reason], language: str = "nb", *, has_team: bool = True) -> str:
    """Why nobody has a shift, one clause for each assistant."""
    first: dict[str, Reason] = {}
    for reason in reasons:
        first.setdefault(reason.assistant, reason)
    clauses = [reason_text(reason, language) for reason in first.values()] or [
        _word("no_rule" if has_team else "no_team", language)
    ]
    return _word("empty", language, shift=shift, reasons="; ".join(clauses))


def note_text(note: Note, language: str = "nb") -> str:
    """One note of the explanation as a sentence."""
    facts = note.facts
    words: dict[str, object] = {"assistant": facts.get("assistant", ""), "shift": facts.get("shift", "")}
    if note.code == "assigned":
        words["because"] = ", ".join(_texts()["because"][code][language] for code in facts["because"])
        words["others"] = _others(facts.get("others"), language)
    elif note.code == "fixed_conflict":
        words |= _fixed_conflict(facts, language)
    elif note.code == "more_fixed_conflicts":
        words |= facts
    elif note.code == "conflict":
        words["names"] = ", ".join(facts["shifts"])
        words["reasons"] = "; ".join(reason_text(_reason(fact), language) for fact in facts["facts"])
    elif note.code == "one_more_assistant":
        words |= _new_people(facts, language)
    elif note.code == "together":
        words["count"] = _count(facts["shifts"], language)
        words["ways"] = "; ".join(_way(way, language) for way in facts["ways"])
    else:
        words |= _help(note, language)
    sentence: str = _texts()["notes"][_template(note)][language].format(**words)
    return sentence.rstrip() if note.code == "assigned" else sentence[:1].upper() + sentence[1:]


def _template(note: Note) -> str:
    """Which sentence a note is told with."""
    one, choice = f"{note.code}_one", f"or_{note.code}"
    if note.code in ("conflict", "fixed_conflict") and len(note.facts["shifts"]) == 1:
        return one
    if note.code == "nobody_could" and note.facts["shifts"] == 1:
        return one
    return choice if note.facts.get("choice") else note.code


def _fixed_conflict(facts: Mapping[str, Any], language: str) -> dict[str, object]:
    """The shifts, the rule, and the earlier work behind it: named where it has names that a reader knows."""
    ids: Sequence[str] = facts.get("earlier", ())
    known = [name for name in ids if name]
    names = f": {', '.join(known[:MOST_EARLIER])}{' …' if len(known) > MOST_EARLIER else ''}" if known else ""
    return {
        "shifts": ", ".join(facts["shifts"]),
        "reason": reason_text(_reason(facts), language),
        "earlier": _word("earlier", language, who=facts["assistant"], names=names) if ids else "",
    }


def _help(note: Note, language: str) -> dict[str, object]:
    """The words of one way to fill shifts."""
    facts, shifts = note.facts, note.facts["shifts"]
    is_list = isinstance(shifts, list)
    return {
        "count": "" if is_list else _shifts(facts, language),
        "names": ", ".join(shifts) if is_list else "",
        "what": facts.get("what", "").replace(",", ", "),
        "cure": cure_text(facts["what"], language) if note.code.startswith("agreement_") else "",
    }


def _way(way: dict[str, Any], language: str) -> str:
    """One thing to do, as a clause."""
    cure = cure_text(way["what"], language) if way["code"] == "agreement_would_help" else ""
    what = way["what"].replace(",", ", ")
    return _word(
        f"way_{way['code']}", language, assistant=way["assistant"], what=what, cure=cure[:1].lower() + cure[1:]
    )


def _new_people(facts: dict[str, Any], language: str) -> dict[str, object]:
    people, kinds = facts.get("people", 1), facts.get("kinds", ())
    who = _word(f"new_people_{people}", language)
    if facts.get("choice"):
        who = who[:1].lower() + who[1:]
    wanted = {
        ("weekends",): "for_weekends",
        ("nights",): "for_nights",
        ("weekends", "nights"): "for_weekend_nights",
    }.get(tuple(kinds))
    for_all, some = _training(facts, language)
    abilities = _word("with_skills", language, skills=", ".join(for_all)) if for_all else ""
    if wanted:
        abilities = _word(wanted, language) + (f",{abilities}," if abilities else "")
    needed = "" if facts.get("choice") else _word("is_needed" if people == 1 else "are_needed", language)
    return {"people": who, "skills": abilities + needed, "count": _count(facts["shifts"], language), "some": some}


def _training(facts: dict[str, Any], language: str) -> tuple[list[str], str]:
    """The skills that all the shifts need; and a sentence for each that only some of them need.

    Older notes do not tell how many shifts need a skill.
    """
    needing = facts.get("needing")
    if needing is None:
        skills = ", ".join(facts.get("skills", ()))
        return [], _word("some_skills", language, skills=skills) if skills else ""
    sentences = [
        _word("needs_skill_1" if count == 1 else "needs_skill", language, skill=skill, count=count)
        for skill, count in needing.items()
        if count < facts["shifts"]
    ]
    return [skill for skill, count in needing.items() if count == facts["shifts"]], "".join(sentences)


def _shifts(facts: dict[str, Any], language: str) -> str:
    """The shifts by name where they are few and named, else how many."""
    names = facts.get("which", ())
    return ", ".join(names) if 0 < len(names) <= MOST_NAMED else _count(facts["shifts"], language)


def _reason(facts: Mapping[str, Any]) -> Reason:
    return Reason(*(facts[key] for key in ("rule", "assistant", "measured", "limit", "unit", "other")))


def _others(names: Sequence[str] | None, language: str) -> str:
    if names is None:
        return ""
    return _word("others", language, names=", ".join(names)) if names else _word("nobody_else", language)


def proof_text(best: int | None, bound: int | None, language: str = "nb") -> str:
    """How far from proven best, in words; empty while nothing is known."""
    if best is None or bound is None:
        return ""
    if best <= bound:
        return _word("proven", language)
    percent = -(-100 * (best - bound) // max(best, 1))
    return _word("within", language, percent=percent)


def progress_text(
    seconds: float, best: int | None, bound: int | None, covered: int, total: int, language: str = "nb"
) -> str:
    """Where the search stands, in one line."""
    points = "–" if best is None else str(best)
    proof = proof_text(best, bound, language)
    line = _word(
        "progress", language, seconds=f"{seconds:.0f}", covered=covered, total=total, points=points, proof=proof
    )
    return line.strip()


def covered_text(covered: int, total: int, language: str = "nb") -> str:
    """How many shifts are filled."""
    return _word("summary", language, covered=covered, total=total)


def outcome_text(status: str, language: str = "nb") -> str:
    """The sentence for a search without a roster: `infeasible` or `unknown`."""
    return _word({"infeasible": "impossible"}.get(status, "unknown"), language)


def person_text(figures: Figures, language: str = "nb") -> str:
    """What one assistant has in the period."""
    return _word(
        "person",
        language,
        who=figures.assistant,
        minutes=duration(figures.minutes, language),
        contract=duration(figures.contract_minutes, language),
        weekends=figures.weekends,
        nights=figures.nights,
        met=figures.wishes_met,
        wishes=figures.wishes_met + figures.wishes_unmet,
    )


def _count(shifts: int, language: str) -> str:
    return _word("one_shift", language) if shifts == 1 else _word("many_shifts", language, count=shifts)


def _amount(value: int | Decimal | None, unit: str, language: str) -> str:
    if value is None:
        return ""
    if unit == "min":
        return duration(value, language)
    return f"{value} {_UNITS.get(unit, {}).get(language, unit)}".strip()
