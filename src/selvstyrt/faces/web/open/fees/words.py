"""What the rules of fees are called on the page."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from selvstyrt.apps.directory.fee_tables import FeeFor, MunicipalTable, YearIs
from selvstyrt.core.base import Certainty, NoAnswer, Step
from selvstyrt.core.fees import Bracket, Charging, DecidedBy, GBasis, HelpKind
from selvstyrt.faces.web.amounts import NBSP, day_text, duration_text, number_text
from selvstyrt.faces.web.open.fees.kroner import kroner

HELP: dict[HelpKind, str | Promise] = {
    HelpKind.PRACTICAL_HELP: _("Praktisk hjelp: rengjøring, klesvask, matlaging og innkjøp"),
    HelpKind.TRAINING: _("Opplæring i slike daglige gjøremål"),
    HelpKind.PERSONAL_CARE: _("Personlig stell: stå opp og legge seg, vask, toalett, klær og mat"),
    HelpKind.SUPERVISION: _("Tilsyn du trenger"),
    HelpKind.HOME_NURSING: _("Hjemmesykepleie"),
    HelpKind.RESPITE: _("Avlastning"),
    HelpKind.SUPPORT_CONTACT: _("Støttekontakt"),
}
DECIDED: dict[DecidedBy, str | Promise] = {
    DecidedBy.TABLE: _("Satsen i tabellen avgjør."),
    DecidedBy.CAP: _("Du har nådd det høyeste beløpet i tabellen. Flere timer koster ikke mer."),
    DecidedBy.SELF_COST: _("Hjelpen kostet kommunen mindre enn satsen. Da betaler du ikke mer enn det."),
    DecidedBy.STATE_CEILING: _("Statens tak avgjør. Satsen i tabellen er høyere, men gjelder ikke for deg."),
    DecidedBy.FREE_MONTH: _("Kommunen tar ikke betalt denne måneden."),
    DecidedBy.NO_HELP: _("Uten hjelp som kan koste noe, er det ingenting å betale."),
}
CERTAINTY: dict[Certainty, str | Promise] = {
    Certainty.HIGH: _("Tallene står på trykk hos kilden."),
    Certainty.MEDIUM: _("Tallene er ganske sikre: én kilde, eller uten årstall. Sjekk med kommunen."),
    Certainty.LOW: _("Tallene er usikre. Sjekk med kommunen før du stoler på dem."),
}
FOR: dict[FeeFor, str | Promise] = {
    FeeFor.BPA: _("Siden gjelder BPA."),
    FeeFor.PRACTICAL_HELP: _("Siden gjelder praktisk bistand. BPA regnes som det."),
    FeeFor.HOME_HELP: _("Siden gjelder hjemmehjelp. Spør om BPA koster det samme."),
    FeeFor.BOTH: _("Siden gjelder praktisk bistand, også som BPA."),
}
G_NAMES: dict[GBasis, str | Promise] = {
    GBasis.FIXED: _("G som tabellen bruker"),
    GBasis.MAY_BEFORE: _("G fra 1. mai året før"),
    GBasis.CURRENT: _("G som gjelder den dagen"),
    GBasis.AVERAGE: _("Gjennomsnittet av G i året"),
}
_REFUSED: dict[str, str | Promise] = {
    "no_value_for_year": _("Statens tak for %(year)s er ikke funnet, og vi gjetter ikke. Spør kommunen hva det er."),
    "average": _("Gjennomsnittet av G for %(year)s er ikke kjent her. Velg et annet år."),
    "g_not_known_yet": _("G for den dagen er ikke kjent ennå. Velg en tidligere dag."),
    "no_value_for_day": _("Vi har ikke tallene så langt tilbake. Velg en dag fra 1. mai 2014."),
    "hours_not_given": _("På trinnet ditt betaler du for timene. Skriv hvor mange timer det er i måneden."),
    "price_not_known": _(
        "Prisen for trinnet ditt mangler i tabellen vi har. Spør kommunen, og skriv inn satsene selv."
    ),
}


def refused(error: NoAnswer) -> str:
    """Why there is no answer, and what to do."""
    code = "average" if "average" in str(error.facts.get("id", "")) else error.code
    day = error.facts.get("day")
    return str(_REFUSED[code]) % {"year": day.year if isinstance(day, date) else ""}


def year_words(table: MunicipalTable) -> str:
    """For when a table is, and how that is known."""
    if table.year_is is YearIs.UNDATED:
        return gettext("Kilden oppgir ikke årstall.")
    if table.year_is is YearIs.INFERRED:
        return gettext("Gjelder trolig %(year)s. Kilden oppgir ikke årstall.") % {"year": table.year}
    return gettext("Gjelder %(year)s.") % {"year": table.year}


def charging_words(bracket: Bracket) -> str:
    """What a bracket costs, in words."""
    monthly = "" if bracket.monthly is None else kroner(bracket.monthly)
    hourly = gettext("pris per time er ikke oppgitt") if bracket.hourly is None else kroner(bracket.hourly)
    if bracket.charging is Charging.STATE_CEILING:
        return gettext("statens tak")
    if bracket.charging is Charging.MONTHLY:
        return gettext("%(amount)s i måneden") % {"amount": monthly or gettext("ukjent beløp")}
    if bracket.charging is Charging.THRESHOLD:
        limit = duration_text(bracket.threshold_minutes or 0)
        return gettext("%(hourly)s timen til og med %(limit)s, over det %(monthly)s i måneden") % {
            "hourly": hourly, "limit": limit, "monthly": monthly,
        }  # fmt: skip
    if bracket.charging is Charging.CHEAPEST:
        told = {"hourly": hourly, "monthly": monthly}
        return gettext("%(hourly)s timen, eller %(monthly)s i måneden hvis det er mindre") % told
    price = hourly if bracket.hourly is None else gettext("%(hourly)s timen") % {"hourly": hourly}
    return price + _cap_words(bracket)


def _cap_words(bracket: Bracket) -> str:
    if bracket.cap is not None:
        return gettext(", høyst %(cap)s i måneden") % {"cap": kroner(bracket.cap)}
    if bracket.cap_minutes is not None:
        return gettext(", høyst %(hours)s i måneden") % {"hours": duration_text(bracket.cap_minutes)}
    if bracket.cap_multiple is not None:
        return gettext(", høyst %(times)s ganger timeprisen") % {"times": number_text(bracket.cap_multiple)}
    return ""


def g_span(start: Decimal, end: Decimal | None) -> str:
    """A bracket in G: "under 2 G", "2 til 3 G", "over 5 G"."""
    if end is None:
        return gettext("over %(start)s G") % {"start": number_text(start)}
    if start == 0:
        return gettext("under %(end)s G") % {"end": number_text(end)}
    return gettext("%(start)s til %(end)s G") % {"start": number_text(start), "end": number_text(end)}


def income_span(start: Decimal, end: Decimal | None) -> str:
    """A stretch of incomes: "under 237 240 kr", "fra 237 240 til 355 860 kr"."""
    if end is None:
        return gettext("fra %(start)s og oppover") % {"start": kroner(start)}
    if start == 0:
        return gettext("under %(end)s") % {"end": kroner(end)}
    return gettext("fra %(start)s til %(end)s") % {"start": kroner(start), "end": kroner(end)}


_STEPS: dict[str, str | Promise] = {
    "income.household": _("Inntekten til husstanden, med hjelpestønad"),
    "g.fixed": _("G som tabellen bruker"),
    "g.may_before": _("G fra 1. mai året før, som gjelder ved nyttår"),
    "g.current": _("G som gjelder den dagen"),
    "g.average": _("Gjennomsnittet av G i året"),
    "bracket": _("Trinnet ditt: %(span)s"),
    "charge.monthly": _("Fast beløp i måneden på dette trinnet"),
    "charge.state_ceiling": _("Kommunen tar det staten tillater"),
    "charge.hourly": _("%(charged_minutes)s til %(hourly)s timen"),
    "charge.cap": _("Tabellen har et tak for måneden"),
    "charge.cap_hours": _("Tabellen har et tak for timer. Så mange betaler du for"),
    "charge.cap_multiple": _("Tabellen har et tak på %(multiple)s ganger timeprisen"),
    "charge.threshold.hours": _("%(minutes)s er ikke over %(threshold_minutes)s: du betaler per time"),
    "charge.threshold.subscription": _("%(minutes)s er over %(threshold_minutes)s: du betaler abonnement"),
    "charge.cheapest": _("Det billigste av %(by_the_hour)s for timene og %(subscription)s i abonnement"),
    "ceiling.self_cost": _("Det hjelpen kostet kommunen: %(counted_minutes)s til %(hourly)s timen"),
    "ceiling.self_cost_unknown.self_cost": _(
        "Det hjelpen koster kommunen, er alltid et tak. Tallet står ikke i tabellen, så vi har ikke prøvd det."
    ),
    "ceiling.self_cost_unknown.hours": _(
        "Det hjelpen koster kommunen, er alltid et tak. Skriv timene, så prøver vi det."
    ),
    "ceiling.state": _("Statens tak i %(year)s for inntekt under %(below)s"),
    "month.free_month": _("Måneden er gratis i denne kommunen"),
    "month.no_help": _("Ingen timer som kan koste noe"),
    "fee": _("Du betaler i måneden"),
}  # fmt: skip


def step_words(step: Step, span: str) -> dict[str, str]:
    """One step for components/steps.html; `span` is the household's bracket in words."""
    key = step.rule
    if key == "charge.threshold":
        key = f"{key}.{step.result}"
    if key == "ceiling.self_cost_unknown":
        key = f"{key}.{step.inputs['missing']}"
    shown = {name: _shown(name, value) for name, value in step.inputs.items()} | {"span": span}
    return {
        "text": str(_STEPS[key]) % shown,
        "result": _result(step),
        "source": source_words(step.citation.text),
        "url": step.citation.url,
    }


def source_words(text: str) -> str:
    """A citation as the page writes it: a page of our own rules has no address here."""
    return "" if text.startswith("docs/") else text


def _result(step: Step) -> str:
    if step.rule == "charge.cap_hours":
        return duration_text(step.result)
    return kroner(step.result) if isinstance(step.result, Decimal) else ""


def _shown(name: str, value: Any) -> str:
    if name.endswith("minutes"):
        return duration_text(value)
    if isinstance(value, date):
        return day_text(value, "date")
    if name == "multiple" and isinstance(value, Decimal):
        return number_text(value)
    return kroner(value) if isinstance(value, Decimal) else str(value).replace(" ", NBSP)
