"""What `selvstyrt law check` answers: findings as JSON (`selvstyrt-findings/1`) or as a person reads them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from selvstyrt.core.base import Finding
from selvstyrt.core.worktime import Limits, WithoutEffect, advise, check, without_effect
from selvstyrt.faces.cli.cases_law import compliant, violation
from selvstyrt.faces.cli.law_file import UNNAMED, Employed, ShiftsFile
from selvstyrt.faces.texts import findings as texts

FINDINGS_FORMAT = "selvstyrt-findings/1"


@dataclass(frozen=True, slots=True)
class Checked:
    """The answer for one assistant with one employer."""

    employed: Employed
    findings: list[Finding]
    without: tuple[WithoutEffect, ...]

    def name(self, language: str) -> str:
        """Who it is about, with the employer where the file names one."""
        who = self.employed.assessed.who
        if who == UNNAMED:
            who = texts.word("unnamed", language)
        return f"{who} ({self.employed.employer})" if self.employed.employer else who


def checked(file: ShiftsFile, day: date, *, advice: bool) -> list[Checked]:
    """Everybody in the file, judged by the law of `day`.

    Raises: NoAnswer before the first known day of the law.
    """
    limits = Limits.at(day)
    return [
        Checked(
            each,
            [*check(each.assessed, limits), *(advise(each.assessed, limits) if advice else ())],
            without_effect(each.assessed, limits),
        )
        for each in file.employed
    ]


def is_sound(found: list[Checked]) -> bool:
    """True when nothing is illegal and nothing lacks an agreement."""
    return all(compliant(each.findings) for each in found)


def answer(found: list[Checked], file: ShiftsFile, day: date) -> dict[str, Any]:
    """The answer as JSON values."""
    return {
        "format": FINDINGS_FORMAT,
        "valid_on": day.isoformat(),
        "compliant": is_sound(found),
        "violations": [_violation(finding, each) for each in found for finding in each.findings],
        "agreements_without_effect": [
            {
                **_who(each),
                "type": void.agreement.type.value,
                "why": void.why.value,
                **({} if void.max_weeks is None else {"max_weeks": void.max_weeks}),
            }
            for each in found
            for void in each.without
        ],
        "notes": list(file.notes),
    }


def _who(each: Checked) -> dict[str, str]:
    employer = each.employed.employer
    return {"who": each.employed.assessed.who, **({"employer": employer} if employer else {})}


def _violation(finding: Finding, each: Checked) -> dict[str, Any]:
    schemes = dict.fromkeys(each.employed.schemes[key] for key in finding.shifts if key in each.employed.schemes)
    return {
        **_who(each),
        **violation(finding, each.employed.assessed),
        **({"measured_min": int(finding.measured), "limit_min": int(finding.limit)} if finding.unit == "min" else {}),
        "provision": {"text": finding.citation.text, "url": finding.citation.url},
        "mode": finding.mode,
        "cure": list(finding.cure),
        "shifts": list(finding.shifts),
        **({"schemes": list(schemes)} if schemes else {}),
    }


def explained(found: list[Checked], file: ShiftsFile, day: date, language: str) -> Iterator[str]:
    """The answer line by line, as a person reads it."""
    yield texts.word("law_of", language, day=texts.date_text(day, language))
    for note in file.notes:
        yield texts.word(note, language)
    for each in found:
        yield ""
        yield from _one_person(each, file.zone, language)


def _one_person(each: Checked, zone: ZoneInfo, language: str) -> Iterator[str]:
    count = len(each.findings)
    key = {0: "no_findings", 1: "one_finding"}.get(count, "many_findings")
    yield texts.word(key, language, who=each.name(language), count=count)
    if each.without:
        yield f"{texts.word('agreements', language)}:"
        for void in each.without:
            yield f"   {texts.without_effect_text(void, language)}"
    for number, finding in enumerate(each.findings, start=1):
        told = texts.told(finding, language, zone, each.without)
        yield ""
        yield f"{number}. {told.what}"
        yield f"   {told.verdict}"
        if told.counting:
            yield f"   {texts.word('counting', language)}: {told.counting}"
        if told.on_record:
            yield f"   {texts.word('on_record', language)}: {told.on_record}"
        if told.way_out:
            yield f"   {texts.word('way_out', language)}: {told.way_out}"
        yield f"   {texts.word('source', language)}: {' '.join((told.source, told.url)).strip()} [{finding.rule}]"
        if finding.shifts:
            yield f"   {texts.word('shifts', language)}: {_shifts(finding, each)}"


def _shifts(finding: Finding, each: Checked) -> str:
    """Ids of the shifts, with the scheme where the file names one."""
    schemes = each.employed.schemes
    return ", ".join(f"{key} ({schemes[key]})" if key in schemes else key for key in finding.shifts)
