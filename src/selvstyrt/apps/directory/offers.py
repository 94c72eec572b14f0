"""What a supplier can offer (tilbud), by fixed codes: services, terms of employment, languages.

A code that a supplier does not have is *not stated*, never "no". The groups are those of the supplier's page that
the directory was modelled on: help with recruiting, rota and substitutes, training, advice, equipment and premises.
"""

from __future__ import annotations

from enum import StrEnum


class Service(StrEnum):
    """A service for the one who leads a scheme (tjeneste)."""

    ADVERT = "advert"
    INTERVIEW = "interview"
    SELECTION = "selection"
    ROTA = "rota"
    SUBSTITUTES = "substitutes"
    TRAINING = "training"
    LEADER_COURSE = "leader_course"
    ADVICE = "advice"
    APPLICATION_HELP = "application_help"
    SWITCH_HELP = "switch_help"
    COORDINATOR = "coordinator"
    CARS = "cars"
    BOATS = "boats"
    WORKSHOP = "workshop"


class Term(StrEnum):
    """A term for the assistants that the supplier employs (arbeidsvilkår)."""

    EVENING = "evening"
    NIGHT = "night"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    OVERTIME = "overtime"
    PENSION = "pension"
    INSURANCE = "insurance"
    SAFETY_DELEGATE = "safety_delegate"
    OCCUPATIONAL_HEALTH = "occupational_health"
    APPRAISALS = "appraisals"
    SKILLS = "skills"
    TEAM = "team"
    ROLE_TRAINING = "role_training"


class Speech(StrEnum):
    """A language one can be served in (språk): ISO 639 codes."""

    NB = "nb"
    NN = "nn"
    NSL = "nsl"
    SE = "se"
    SMJ = "smj"
    SMA = "sma"
    FKV = "fkv"
    EN = "en"
    AR = "ar"
    LT = "lt"
    PL = "pl"
    SO = "so"
    TI = "ti"
    UK = "uk"


SERVICE_GROUPS: dict[str, tuple[Service, ...]] = {
    "recruiting": (Service.ADVERT, Service.INTERVIEW, Service.SELECTION),
    "planning": (Service.ROTA, Service.SUBSTITUTES),
    "training": (Service.TRAINING, Service.LEADER_COURSE),
    "advice": (Service.ADVICE, Service.COORDINATOR, Service.APPLICATION_HELP, Service.SWITCH_HELP),
    "equipment": (Service.CARS, Service.BOATS, Service.WORKSHOP),
}

TERM_GROUPS: dict[str, tuple[Term, ...]] = {
    "supplements": (Term.EVENING, Term.NIGHT, Term.WEEKEND, Term.HOLIDAY, Term.OVERTIME),
    "security": (Term.PENSION, Term.INSURANCE),
    "environment": (Term.SAFETY_DELEGATE, Term.OCCUPATIONAL_HEALTH, Term.APPRAISALS),
    "growth": (Term.SKILLS, Term.ROLE_TRAINING, Term.TEAM),
}
