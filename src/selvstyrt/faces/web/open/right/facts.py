"""From the answers to what the core is asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from selvstyrt.core.eligibility import Child, Help, HelpNeed, RightFacts, RightTerms
from selvstyrt.faces.web.open.right.forms import PARTS, SHORT, YES

KINDS = {
    "natt": Help.NIGHT,
    "to": Help.SEVERAL_AT_ONCE,
    "avlastning": Help.RESPITE,
    "helse": Help.HEALTH,
    "utdanning": Help.HIGHER_EDUCATION,
}
_MONTHS_A_YEAR = 12


def facts_of(answers: Mapping[str, Any], terms: RightTerms) -> RightFacts:
    """The situation that the answers describe. Who does not know how long it lasts, is taken to need it for long."""
    parts = {part: answers.get(part) or 0 for part in PARTS}
    needs = [HelpNeed(Help.ASSISTANCE, answers["timer"] - sum(parts.values()))]
    needs += [
        HelpNeed(KINDS[part], minutes, continuous=answers.get(f"{part}_fast") == YES)
        for part, minutes in parts.items()
        if minutes
    ]
    months = terms.right_over_years * _MONTHS_A_YEAR
    return RightFacts(
        age=answers["alder"],
        duration_months=months if answers["varighet"] == SHORT else months + 1,
        needs=tuple(need for need in needs if need.weekly_minutes or need.help is Help.ASSISTANCE),
        granted_before_limit=answers.get("for67") == YES,
        child=Child(answers["barn_alder"], answers["barn_hjemme"] == YES) if parts["avlastning"] else None,
        leads_alone=answers["leder"] == "selv",
    )
