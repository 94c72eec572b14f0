"""What could change the answer: each is tried with the core, and told only when it makes a difference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from selvstyrt.core.eligibility import Assessment, Help, HelpNeed, Outcome, RightFacts, RightTerms, assess
from selvstyrt.faces.web.amounts import duration_text

_MONTHS_A_YEAR = 12


def outcome_label(outcome: Outcome) -> str:
    """The outcome in a few words."""
    return {
        Outcome.RIGHT: _("du har rett til BPA"),
        Outcome.RIGHT_UNLESS_COST: _("du har rett til BPA, med ett unntak"),
        Outcome.DISCRETIONARY: _("ingen rett, men du kan søke"),
        Outcome.NO: _("ingen timer å ordne som BPA"),
    }[outcome]


def changes(situation: RightFacts, terms: RightTerms, found: Assessment) -> list[str]:
    """Sentences on what would give another answer, nearest first."""
    told = []
    for condition, changed in _variants(situation, terms, found):
        other = assess(changed, terms).outcome
        if other is not found.outcome:
            told.append(_("%(condition)s: %(outcome)s.") % {"condition": condition, "outcome": outcome_label(other)})
    if found.outcome is Outcome.RIGHT_UNLESS_COST:
        told.insert(
            0,
            _("Kommunen kan si nei hvis den dokumenterer at BPA blir vesentlig dyrere. Be om å få se tallene."),
        )
    return told


def _variants(situation: RightFacts, terms: RightTerms, found: Assessment) -> Iterator[tuple[str, RightFacts]]:
    years, limit = terms.right_over_years, terms.right_age_limit
    for kind, condition in (
        (Help.NIGHT, _("Hvis det trengs hjelp om natten hele tiden")),
        (Help.SEVERAL_AT_ONCE, _("Hvis det må være flere hjelpere hele tiden")),
    ):
        if any(need.help is kind and not need.continuous for need in situation.needs):
            yield condition, replace(situation, needs=_steady(situation.needs, kind))
    if situation.duration_months <= years * _MONTHS_A_YEAR:
        months = years * _MONTHS_A_YEAR + 1
        yield (
            _("Hvis behovet varer i mer enn %(years)s år") % {"years": years},
            replace(situation, duration_months=months),
        )
    if situation.age >= limit and not situation.granted_before_limit:
        granted = replace(situation, granted_before_limit=True)
        yield _("Hvis du fikk BPA som rett før du fylte %(limit)s") % {"limit": limit}, granted
    for hours in (terms.right_hours_unless_cost, terms.right_hours):
        if found.counted_minutes < hours:
            told = {"hours": duration_text(hours), "missing": duration_text(hours - found.counted_minutes)}
            condition = _("Hvis %(hours)s i uken teller med, altså %(missing)s mer") % told
            yield condition, _with_more(situation, hours - found.counted_minutes)
    if found.gives_right and situation.age < limit:
        later = replace(situation, age=limit, granted_before_limit=False)
        yield _("Hvis BPA ikke er innvilget før du fyller %(limit)s") % {"limit": limit}, later


def _steady(needs: tuple[HelpNeed, ...], kind: Help) -> tuple[HelpNeed, ...]:
    return tuple(replace(need, continuous=True) if need.help is kind else need for need in needs)


def _with_more(situation: RightFacts, minutes: int) -> RightFacts:
    return replace(situation, needs=(*situation.needs, HelpNeed(Help.ASSISTANCE, minutes)))
