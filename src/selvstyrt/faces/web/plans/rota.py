"""The rota as pages show it: a week of days, or a table of people and days (vaktplan)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from selvstyrt.apps.plans.queries import ShiftView
from selvstyrt.faces.texts.shifts import capital, shift_type_text
from selvstyrt.faces.web.amounts import day_text, times_text
from selvstyrt.faces.web.plans.texts import is_red, red_day_text

LETTERS = {
    "day": pgettext_lazy("bokstav for dagvakt", "D"),
    "evening": pgettext_lazy("bokstav for kveldsvakt", "K"),
    "night": pgettext_lazy("bokstav for nattevakt", "N"),
    "resting_night": pgettext_lazy("bokstav for hvilende nattevakt", "HN"),
    "long": pgettext_lazy("bokstav for langvakt", "L"),
    "travel": pgettext_lazy("bokstav for reise", "R"),
    "training": pgettext_lazy("bokstav for opplæring", "O"),
    "meeting": pgettext_lazy("bokstav for personalmøte", "M"),
}

Address = Callable[[ShiftView], str]


@dataclass(frozen=True, slots=True)
class Card:
    """One shift in a week or a cell."""

    shift: ShiftView
    url: str
    letter: str
    times: str
    kind: str
    person: str
    word: str
    label: str
    is_own: bool
    has_breach: bool
    cover_url: str = ""

    @property
    def is_away(self) -> bool:
        """True when somebody has it who is away then, as far as the reader may know."""
        return bool(self.cover_url) and not self.shift.is_empty


@dataclass(frozen=True, slots=True)
class Day:
    """One day with its shifts."""

    day: date
    heading: str
    short: str
    note: str
    is_red: bool
    is_today: bool
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One person's days in a table."""

    person_uid: UUID | None
    name: str
    cells: tuple[tuple[Card, ...], ...]
    minutes: int
    count: int


@dataclass(frozen=True, slots=True)
class Table:
    """People and days, with the empty shifts as the last row."""

    days: tuple[Day, ...]
    rows: tuple[Row, ...]
    legend: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Maker:
    """Makes weeks and tables of shifts for one reader."""

    address: Address
    today: date
    own_uid: UUID | None = None
    breaches: frozenset[str] = field(default=frozenset())
    covers: Mapping[UUID, str] = field(default_factory=dict)
    """Where a cover is found for the shifts that want one, by the shift's uid."""

    def days(self, shifts: Iterable[ShiftView], first_day: date, last_day: date) -> tuple[Day, ...]:
        """Each day from first to last with its shifts."""
        by_day: dict[date, list[Card]] = defaultdict(list)
        for shift in shifts:
            by_day[shift.day].append(self.card(shift))
        count = (last_day - first_day).days + 1
        return tuple(self._day(first_day + timedelta(days=n), by_day) for n in range(count))

    def table(self, shifts: Iterable[ShiftView], first_day: date, last_day: date, names: dict[UUID, str]) -> Table:
        """One row per person of `names` and of the shifts, by name; empty shifts last."""
        listed = list(shifts)
        people = {**names, **{s.person_uid: s.person_name for s in listed if s.person_uid is not None}}
        days = self.days(listed, first_day, last_day)
        by_name = sorted(people, key=lambda uid: (people[uid], str(uid)))
        order: list[UUID | None] = [*by_name]
        if any(shift.is_empty for shift in listed):
            order.append(None)
        rows = tuple(self._row(uid, people.get(uid, _("Ledig")) if uid else _("Ledig"), days) for uid in order)
        kinds = {shift.type for shift in listed}
        legend = tuple((str(LETTERS[kind]), capital(shift_type_text(kind))) for kind in LETTERS if kind in kinds)
        return Table(days, rows, legend)

    def card(self, shift: ShiftView) -> Card:
        """One shift in words."""
        times, kind = times_text(shift.span), shift_type_text(shift.type)
        is_own = shift.person_uid is not None and shift.person_uid == self.own_uid
        has_breach = shift.key in self.breaches
        return Card(
            shift=shift,
            url=self.address(shift),
            letter=str(LETTERS[shift.type]),
            times=times,
            kind=kind,
            person=shift.person_name,
            word=_state_word(shift, is_own=is_own, has_breach=has_breach, is_away=self._is_away(shift)),
            label=f"{day_text(shift.day)}, {kind}",
            is_own=is_own,
            has_breach=has_breach,
            cover_url=self.covers.get(shift.uid, ""),
        )

    def _is_away(self, shift: ShiftView) -> bool:
        return not shift.is_empty and shift.uid in self.covers

    def _day(self, day: date, by_day: dict[date, list[Card]]) -> Day:
        note = red_day_text(day)
        return Day(
            day=day,
            heading=capital(day_text(day)),
            short=day_text(day, "short"),
            note=note or (_("rød dag") if is_red(day) else (_("helg") if day.weekday() == 5 else "")),
            is_red=is_red(day),
            is_today=day == self.today,
            cards=tuple(by_day.get(day, ())),
        )

    def _row(self, uid: UUID | None, name: str, days: tuple[Day, ...]) -> Row:
        cells = tuple(tuple(card for card in day.cards if card.shift.person_uid == uid) for day in days)
        shifts = [card.shift for cell in cells for card in cell]
        return Row(uid, name, cells, sum(shift.minutes for shift in shifts), len(shifts))


def _state_word(shift: ShiftView, *, is_own: bool, has_breach: bool, is_away: bool) -> str:
    if shift.is_empty:
        return _("ledig, må dekkes") if shift.priority == 3 else pgettext("om en vakt", "ledig")
    if is_away:
        return _("borte, mangler vikar")
    if has_breach:
        return _("bryter en regel")
    if shift.pinned:
        return _("låst")
    return _("din vakt") if is_own else ""


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday of the day's week."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)
