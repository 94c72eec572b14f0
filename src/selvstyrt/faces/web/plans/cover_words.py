"""Why a cover stands where it does, and what it costs, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from selvstyrt.apps.plans.covering import Helper, Way
from selvstyrt.apps.plans.overtime import overtime_limits
from selvstyrt.core.base import Finding
from selvstyrt.core.roster import Note
from selvstyrt.engine.repair import Price
from selvstyrt.faces.texts.shifts import capital
from selvstyrt.faces.web.amounts import clock_text, day_text, duration_text, money_text, times_text
from selvstyrt.faces.web.plans.texts import short_finding

HUNDRED = Decimal(100)

BURDENS: dict[str, tuple[str | Promise, str | Promise]] = {
    "fair_weekends": (gettext_lazy("har hatt få helger"), gettext_lazy("har hatt mange helger")),
    "fair_nights": (gettext_lazy("har hatt få netter"), gettext_lazy("har hatt mange netter")),
    "fair_red_days": (gettext_lazy("har hatt få røde dager"), gettext_lazy("har hatt mange røde dager")),
}


def helper_line(helper: Helper, *, exact: bool) -> dict[str, Any]:
    """One person in a list of covers: why, what it costs, how to reach them."""
    reasons = [text for note in helper.cover.because if (text := note_text(note))]
    doubts = [short_finding(each) for each in helper.cover.findings if each.severity.value == "warning"]
    return {
        "name": helper.name,
        "phone": helper.phone,
        "why": capital(", ".join([*reasons, *doubts])),
        "cost": cost_text(helper.cover.price, exact=exact),
        "part": times_text(helper.cover.shift.span),
    }


def way_line(way: Way, *, exact: bool) -> dict[str, Any]:
    """One way to cover the shift."""
    return {
        "code": way.code,
        "helpers": [helper_line(each, exact=exact) for each in way.helpers],
        "names": " + ".join(each.name for each in way.helpers),
        "later": f"{day_text(way.later.start)} {times_text(way.later)}" if way.later else "",
        "asked": _("spurt %(time)s") % {"time": clock_text(way.asked_at)} if way.asked_at and not way.refused else "",
        "refused": way.refused,
        "request_uid": None if way.refused else way.request_uid,
    }


def note_text(note: Note) -> str:
    """One reason for a place in the list; empty for what needs no word."""
    facts = note.facts
    if note.code in BURDENS:
        few, many = BURDENS[note.code]
        return str(few if facts["points"] < 0 else many)
    if note.code == "asked_lately":
        return ngettext("spurt %(n)s gang siste fire uker", "spurt %(n)s ganger siste fire uker", facts["asked"]) % {
            "n": facts["asked"]
        }
    if note.code == "overtime":
        return _("%(time)s blir overtid") % {"time": duration_text(facts["minutes"])}
    if note.code == "under_contract":
        return _("mangler %(time)s på timene i kontrakten %(period)s") % _hours(facts)
    if note.code == "over_contract":
        return _("%(time)s mer enn kontrakten %(period)s") % _hours(facts)
    return str(PLAIN.get(note.code, ""))


def _hours(facts: Mapping[str, Any]) -> dict[str, str]:
    return {"time": duration_text(facts["minutes"]), "period": period_text(facts["from"], facts["to"])}


def period_text(first: date, last: date) -> str:
    """The days that hours are counted over: "fra 7. desember til 31. januar"."""
    return _("fra %(first)s til %(last)s") % {"first": day_text(first, "plain"), "last": day_text(last, "plain")}


PLAIN: dict[str, str | Promise] = {
    "part_time_first": gettext_lazy("deltid, har førsterett til ekstra vakter"),
    "asked_free": gettext_lazy("har bedt om fri da"),
    "wished": gettext_lazy("har ønsket å jobbe da"),
}


def overtime_text(minutes: int, day: date) -> str:
    """What overtime in a shift means for the one who is asked: how much, the supplement, that a yes is a consent."""
    return " ".join((
        _("%(time)s av vakten er overtid.") % {"time": duration_text(minutes)},
        limits_text(day),
        _("Sier du ja, er det ditt samtykke til overtiden. Det blir notert."),
    ))  # fmt: skip


def limits_text(day: date) -> str:
    """The least supplement and the most overtime by law."""
    limits = overtime_limits(day)
    return _(
        "Overtid gir minst %(percent)s %% tillegg. Uten avtale med tillitsvalgte er grensen %(week)s på sju dager, "
        "%(four_weeks)s på fire uker og %(year)s på et år (aml. § 10-6)."
    ) % {
        "percent": limits.supplement,
        "week": duration_text(limits.week),
        "four_weeks": duration_text(limits.four_weeks),
        "year": duration_text(limits.year),
    }


def cost_text(price: Price, *, exact: bool) -> str:
    """What it costs: to the øre for those who may see pay, otherwise to the nearest hundred kroner."""
    if price.amount is None:
        return _("prisen er ikke kjent")
    if exact:
        return money_text(price.amount)
    hundreds = (price.amount / HUNDRED).quantize(Decimal(1), rounding=ROUND_HALF_UP) * HUNDRED
    return _("omtrent %(amount)s") % {"amount": whole_kroner(hundreds)}


def whole_kroner(amount: Decimal) -> str:
    """Kroner without øre."""
    return money_text(amount).replace(",00", "").replace(".00", "")


def refused_line(name: str, findings: tuple[Finding, ...]) -> dict[str, str]:
    """Who cannot, and why."""
    return {"name": name, "why": "; ".join(dict.fromkeys(short_finding(each) for each in findings))}
