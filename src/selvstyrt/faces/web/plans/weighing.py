"""Presets and what came of them, in words: what was weighed, what it gave, what it costs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from selvstyrt.apps.plans.weighing import Weighed
from selvstyrt.core.roster import Preset
from selvstyrt.core.roster.kinds import ShareKind
from selvstyrt.core.roster.pricing import Price
from selvstyrt.faces.web.amounts import clock_text, day_text
from selvstyrt.faces.web.plans.cover_words import cost_text

PRESETS: dict[Preset, tuple[str | Promise, str | Promise]] = {
    Preset.BALANCED: (
        gettext_lazy("Balansert"),
        gettext_lazy("Timer, ønsker og jevn fordeling teller like mye."),
    ),
    Preset.WISHES_FIRST: (
        gettext_lazy("Ønskene først"),
        gettext_lazy("Flest mulig får det som de ønsker, selv om fordelingen blir mindre jevn."),
    ),
    Preset.FAIR_FIRST: (
        gettext_lazy("Jevnt fordelt først"),
        gettext_lazy("Helger, netter og røde dager fordeles jevnest mulig, selv om færre ønsker blir møtt."),
    ),
}
KINDS: dict[ShareKind, str | Promise] = {
    ShareKind.WEEKENDS: gettext_lazy("Helger"),
    ShareKind.NIGHTS: gettext_lazy("Netter"),
    ShareKind.RED_DAYS: gettext_lazy("Røde dager"),
    ShareKind.SHORT_NOTICE: gettext_lazy("Kort varsel"),
}


@dataclass(frozen=True, slots=True)
class WeighedRow:
    """One draft in the comparison."""

    name: str
    made: str
    is_this: bool
    empty: int
    wishes: int
    uneven: int
    cost: str


@dataclass(frozen=True, slots=True)
class WeighedText:
    """What one plan weighed, told."""

    name: str
    meaning: str
    outcome: tuple[str, ...]
    cost: str
    weeks: tuple[tuple[date, str], ...]
    people: tuple[tuple[str, str], ...]
    rows: tuple[WeighedRow, ...]


def preset_choices() -> list[tuple[str, str]]:
    """The presets for a form: name and meaning in one sentence."""
    return [(preset.value, f"{name}: {meaning}") for preset, (name, meaning) in PRESETS.items()]


def weighed_text(found: Weighed, others: Iterable[Weighed], names: dict[str, str], *, exact: bool) -> WeighedText:
    """What the plan weighed, what came of it and what it costs; exact and per person only for who may see pay."""
    name, meaning = PRESETS[found.preset]
    rows = [found, *others]
    return WeighedText(
        name=str(name),
        meaning=str(meaning),
        outcome=tuple(_outcome(found)),
        cost=_cost(found.total, exact),
        weeks=tuple((week, _cost(amount, exact)) for week, amount in found.cost.by_week.items()),
        people=tuple((names.get(who, ""), _cost(amount, exact=True)) for who, amount in found.cost.by_person.items())
        if exact
        else (),
        rows=tuple(
            WeighedRow(
                str(PRESETS[each.preset][0]), _made(each.made_at), each is found,
                each.empty, each.wishes_unmet, each.uneven_people, _cost(each.total, exact),
            )
            for each in rows
        )
        if len(rows) > 1
        else (),
    )  # fmt: skip


def _made(moment: datetime) -> str:
    """When a draft was made; two of the same day and choice are told apart by the hour."""
    return _("laget %(day)s kl. %(time)s") % {"day": day_text(moment, "plain"), "time": clock_text(moment)}


def _cost(amount: Decimal | None, exact: bool) -> str:
    return cost_text(Price(amount), exact=exact)


def _outcome(found: Weighed) -> Iterable[str]:
    """What the points stand for, in things that can be counted."""
    yield (
        ngettext("%(count)s ønske er ikke møtt.", "%(count)s ønsker er ikke møtt.", found.wishes_unmet)
        % {"count": found.wishes_unmet}
        if found.wishes_unmet
        else _("Alle ønsker er møtt.")
    )
    if found.off_contract:
        yield ngettext(
            "%(count)s person er mer enn en halv vakt unna avtalte timer.",
            "%(count)s personer er mer enn en halv vakt unna avtalte timer.",
            found.off_contract,
        ) % {"count": found.off_contract}
    uneven = {kind: count for kind, count in found.uneven.items() if count}
    for kind, count in uneven.items():
        yield ngettext(
            "%(kind)s: %(count)s person har flere eller færre enn sin del.",
            "%(kind)s: %(count)s personer har flere eller færre enn sin del.",
            count,
        ) % {"kind": KINDS[kind], "count": count}
    if not uneven:
        yield _("Helger, netter, røde dager og kort varsel er jevnt fordelt, også når året før regnes med.")
    if found.moved:
        yield ngettext(
            "%(count)s vakt bytter person fra planen som gjelder.",
            "%(count)s vakter bytter person fra planen som gjelder.",
            found.moved,
        ) % {"count": found.moved}
