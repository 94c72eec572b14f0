"""Pay for time off on 1 and 17 May (lov om 1 og 17 mai § 3)."""

from __future__ import annotations

from datetime import date

from selvstyrt.core import law
from selvstyrt.core.base import Citation, Step
from selvstyrt.core.law.holidays import public_holidays
from selvstyrt.core.pay.calendar import is_may_day
from selvstyrt.core.pay.lines import PayLine, line_amount, wage_on
from selvstyrt.core.pay.tariff import TariffOn
from selvstyrt.core.pay.worked import Employment

_ACT = Citation("lov om 1 og 17 mai § 3", "https://lovdata.no/lov/1947-04-26-1/§3")
MAY_DAY_OFF = "may_day_off"


def may_day_off(
    entry_id: str,
    day: date,
    ordinary_minutes: int,
    employment: Employment,
    tariff_on: TariffOn,
    *,
    hired_until: date | None = None,
) -> PayLine | None:
    """Full pay for the minutes the assistant would else have worked on 1 or 17 May, or None.

    Due when the day is neither a Sunday nor another public holiday, and the assistant has been employed the
    last thirty days (`mai.service_days`) or is hired for at least as many. `hired_until` is the last day of a
    fixed-term employment. Time worked on the day is a time entry and gets the supplements of a Sunday and a red day.

    Raises: NoAnswer as `wage_on`, and before the first known day of the act's values.
    """
    started = employment.started
    if not is_may_day(day) or day.weekday() == 6 or len(public_holidays(day.year)[day]) > 1 or not ordinary_minutes:
        return None
    if started is None or day < started:
        return None
    least = int(law.number("mai.service_days", day))
    hired_days = None if hired_until is None else (hired_until - started).days + 1
    if (day - started).days < least and hired_days is not None and hired_days < least:
        return None
    wage, step, certainty = wage_on(day, employment, tariff_on(day))
    amount = line_amount(ordinary_minutes, wage.hourly)
    due = Step("may_day.full_pay", _ACT, {"started": started, "hired_until": hired_until, "day": day}, ordinary_minutes)
    total = Step("line.amount", _ACT, {"minutes": ordinary_minutes, "rate": wage.hourly}, amount)
    return PayLine(
        MAY_DAY_OFF,
        f"pay.{MAY_DAY_OFF}",
        ordinary_minutes,
        wage.hourly,
        amount,
        entry_id,
        day,
        (due, step, total),
        certainty,
    )
