"""Which help may cost something (hva som kan koste noe): practical help may, help with oneself never."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from selvstyrt.core import law
from selvstyrt.core.base import Certainty, Citation, WrongInput


class HelpKind(StrEnum):
    """A kind of help at home (hjelpens art), as the rules on fees divide it."""

    PRACTICAL_HELP = "practical_help"
    TRAINING = "training"
    PERSONAL_CARE = "personal_care"
    SUPERVISION = "supervision"
    HOME_NURSING = "home_nursing"
    RESPITE = "respite"
    SUPPORT_CONTACT = "support_contact"


@dataclass(frozen=True, slots=True)
class HelpRule:
    """Whether a kind of help may cost something (betalingsregel), how sure that is, and where it stands."""

    kind: HelpKind
    charged: bool
    certainty: Certainty
    citation: Citation


def help_rules(day: date, known_on: date | None = None) -> tuple[HelpRule, ...]:
    """Each kind of help with its rule on a day, in the order of the regulation.

    Source: egenandelsforskriften chapter 2; Drammen kommune; BPA-portalen.

    Raises: NoAnswer `no_value_for_day`.
    """
    entry = law.dated("egenandel.chargeable").at(day, known_on)
    citation = law.citation("EGE-2")
    return tuple(
        HelpRule(HelpKind(row["help"]), row["charged"], Certainty(row["certainty"]), citation)
        for row in entry.rows or ()
    )


def chargeable_minutes(help_given: Mapping[HelpKind, int], day: date, known_on: date | None = None) -> int:
    """The minutes of a month that may cost something, out of all help that was given.

    >>> chargeable_minutes({HelpKind.PERSONAL_CARE: 1710, HelpKind.PRACTICAL_HELP: 90}, date(2024, 6, 1))
    90

    Raises: NoAnswer `no_value_for_day`; WrongInput `negative_minutes`.
    """
    if any(minutes < 0 for minutes in help_given.values()):
        raise WrongInput("negative_minutes", "Minutes of help cannot be negative.", minutes=min(help_given.values()))
    return sum(help_given.get(rule.kind, 0) for rule in help_rules(day, known_on) if rule.charged)
