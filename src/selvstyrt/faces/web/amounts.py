"""How days, times, durations and money are written, in the reader's language; nowhere else.

Day: "tirsdag 3. mars". Times: "07–15". Duration: "7 t 30 min". Money: "2 566,08 kr".
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_decimal
from django.utils import timezone
from django.utils.translation import get_language

from selvstyrt.core.base import OSLO, Span

NBSP = "\u00a0"
TIME_DASH = "–\u2060"
"""Between two times: a dash with a word joiner, so that the line never breaks there."""
MINUS = "\u2212"
_LOCALES = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}
_PATTERNS = {
    "": ("EEEE d. MMMM", "EEEE d MMMM"),
    "year": ("EEEE d. MMMM y", "EEEE d MMMM y"),
    "date": ("d. MMMM y", "d MMMM y"),
    "plain": ("d. MMMM", "d MMMM"),
    "short": ("EEEEEE d.M.", "EEEEEE d/M"),
    "weekday": ("EEEE", "EEEE"),
    "month": ("MMMM y", "MMMM y"),
    "number": ("dd.MM.y", "dd.MM.y"),
}


def _locale() -> str:
    return _LOCALES.get(get_language() or "nb", "nb_NO")


def day_text(day: date, form: str = "") -> str:
    """The day in words: "tirsdag 3. mars".

    `form`: `year` "tirsdag 3. mars 2026", `date` "3. mars 2026", `plain` "3. mars", `short` "ti 3.3.",
    `weekday` "tirsdag", `month` "mars 2026", `number` "03.03.2026". An instant is shown as its local day.
    """
    if isinstance(day, datetime):
        day = _local(day).date()
    locale = _locale()
    pattern = _PATTERNS[form][1 if locale.startswith("en") else 0]
    return str(format_date(day, pattern, locale=locale)).replace("..", ".")


def days_text(first: date, last: date) -> str:
    """Days in words: "mandag 8. februar", "8.–19. februar", "28. januar–3. februar"."""
    if first == last:
        return day_text(first)
    if (first.year, first.month) != (last.year, last.month):
        return f"{day_text(first, 'plain')}{TIME_DASH}{day_text(last, 'plain')}"
    number = str(first.day) if _locale().startswith("en") else f"{first.day}."
    return f"{number}{TIME_DASH}{day_text(last, 'plain')}"


def times_text(span: Span) -> str:
    """The local times of a span: "07–15", "22:30–07"."""
    return f"{_clock(span.local_start())}{TIME_DASH}{_clock(span.local_end())}"


def clock_text(moment: datetime) -> str:
    """The local time of an instant: "07:30"."""
    return f"{_local(moment):%H:%M}"


def _clock(moment: datetime) -> str:
    return f"{moment:%H:%M}" if moment.minute else f"{moment:%H}"


def _local(moment: datetime) -> datetime:
    return moment.astimezone(OSLO) if timezone.is_aware(moment) else moment


def duration_text(minutes: int) -> str:
    """Minutes as hours and minutes: "7 t 30 min", "45 min", "1 127 t"."""
    hours, rest = divmod(abs(minutes), 60)
    sign = MINUS if minutes < 0 else ""
    unit = "h" if _locale().startswith("en") else "t"
    parts = []
    if hours:
        parts.append(f"{format_decimal(hours, format='#,##0', locale=_locale())}{NBSP}{unit}")
    if rest or not hours:
        parts.append(f"{rest}{NBSP}min")
    return sign + " ".join(parts)


def money_text(amount: Decimal | int) -> str:
    """An amount in kroner and øre: "2 566,08 kr"; in English "NOK 2,566.08"."""
    number = str(format_decimal(Decimal(amount), format="#,##0.00", locale=_locale())).replace("-", MINUS)
    return f"NOK{NBSP}{number}" if _locale().startswith("en") else f"{number}{NBSP}kr"


def number_text(number: Decimal | int) -> str:
    """A plain number with the language's separators: "37,5"."""
    return str(format_decimal(number, format="#,##0.##", locale=_locale())).replace("-", MINUS)
