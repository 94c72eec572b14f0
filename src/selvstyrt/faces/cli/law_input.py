"""The shifts of law cases (JSON) to core values, as the cases write them; `law_file` reads files strictly."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from selvstyrt.core.base import Span, WrongInput
from selvstyrt.core.worktime import (
    Agreement,
    AgreementType,
    Assessed,
    Contract,
    CountingMode,
    HoursBasis,
    Regime,
    Settings,
    ShiftKind,
    WorkShift,
)

_LONGEST_PERIOD = 10 * 366 * 24 * 60
_WEEKDAYS = {"MON": 0, "TUE": 1, "WED": 2, "THU": 3, "FRI": 4, "SAT": 5, "SUN": 6}


def minutes_of_hours(hours: Any) -> int:
    """Hours as written in a file, as whole minutes.

    Raises: WrongInput `not_a_number`.
    """
    try:
        return int((Decimal(str(hours)) * 60).to_integral_value())
    except InvalidOperation:
        raise WrongInput("not_a_number", f"{hours!r} is not a number of hours.", value=hours) from None


def moment(text: str, zone: ZoneInfo) -> datetime:
    """A time from a file: with offset as it stands, without offset local time.

    In the repeated hour of autumn the first one is meant; a time that spring skips moves forward.

    Raises: WrongInput `not_a_time`.
    """
    try:
        found = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        raise WrongInput("not_a_time", f"{text!r} is not a time such as 2026-06-01T07:00.", value=text) from None
    return found if found.tzinfo else found.replace(tzinfo=zone)


def _whole(raw: dict[str, Any], key: str, default: int | None = 0, least: int = 0) -> Any:
    """A whole number from a file; None where it may be left out.

    Raises: WrongInput `not_a_whole_number`.
    """
    found = raw.get(key, default)
    if found is None and default is None:
        return None
    if isinstance(found, bool) or not isinstance(found, int) or found < least:
        raise WrongInput(
            "not_a_whole_number", f"{key} is {found!r}; give a whole number of at least {least}.", key=key, value=found
        )
    return found


def _yes(raw: dict[str, Any], key: str, default: bool) -> bool:
    """Yes or no from a file.

    Raises: WrongInput `not_yes_or_no`.
    """
    found = raw.get(key, default)
    if not isinstance(found, bool):
        raise WrongInput("not_yes_or_no", f"{key} is {found!r}; write true or false.", key=key, value=found)
    return found


def _shift(raw: dict[str, Any], number: int, zone: ZoneInfo, case_convention: bool) -> WorkShift:
    return WorkShift(
        id=str(raw.get("id", number)),
        span=Span(moment(raw["start"], zone), moment(raw["end"], zone)),
        kind=ShiftKind(raw.get("kind", "ordinary")),
        break_minutes=_whole(raw, "break_min"),
        break_counts_as_work=_yes(raw, "break_counts_as_work", True),
        passive_minutes=_whole(raw, "passive_min"),
        overtime_break_minutes=_whole(raw, "overtime_break_min"),
        overtime_break_inside=not case_convention,
        callouts=tuple(
            Span(moment(call["start"], zone), moment(call["end"], zone)) for call in raw.get("callouts") or ()
        ),
        other_post=_yes(raw, "other_post", False),
    )


def contract_of(raw: dict[str, Any], *, standby_counts: bool = True) -> Contract:
    """A contract from a file."""
    agreed = raw.get("agreed_weekly_h")
    birth = raw.get("birth_date")
    return Contract(
        regime=Regime(raw.get("regime", "AML")),
        tariff_bound=_yes(raw, "tariff_bound", False),
        weekly_limit_minutes=minutes_of_hours(raw.get("weekly_limit_h", 40)),
        agreed_weekly_minutes=None if agreed is None else minutes_of_hours(agreed),
        passive_work=_yes(raw, "passive_work", False),
        regular_night_worker=_yes(raw, "regular_night_worker", False),
        night_special_strain=_yes(raw, "night_special_strain", False),
        sunday_work_justified=_yes(raw, "sunday_work_justified", True),
        night_work_justified=_yes(raw, "night_work_justified", True),
        weekly_limit_basis=raw.get("weekly_limit_basis", ""),
        birth_date=date.fromisoformat(birth) if birth else None,
        standby_counts=standby_counts,
        compulsory_school=_yes(raw, "compulsory_school", False),
        light_work=_yes(raw, "light_work", False),
    )


def agreement_of(raw: dict[str, Any]) -> Agreement:
    """An agreement or permission from a file; a decision by an authority is written by nature."""

    def hours(key: str) -> int | None:
        return None if raw.get(key) is None else minutes_of_hours(raw[key])

    def day(key: str) -> date | None:
        return date.fromisoformat(raw[key]) if raw.get(key) else None

    return Agreement(
        type=AgreementType(raw["type"]),
        written=_yes(raw, "written", True),
        period_weeks=_whole(raw, "period_weeks", None, 1),
        compensatory_rest=_yes(raw, "compensatory_rest", False),
        min_daily_minutes=hours("min_daily_h"),
        min_weekly_minutes=hours("min_weekly_h"),
        max_24h_minutes=hours("max_hours_24h"),
        individual_consent=_yes(raw, "individual_consent", False),
        decision=_yes(raw, "decision", False),
        valid_from=day("valid_from"),
        valid_to=day("valid_to"),
    )


def youth_birth_date(age: int, day: date) -> str:
    """A birth date that makes somebody `age` years old on `day`, where a file gives only the age."""
    return date(day.year - age, 1, 1).isoformat()


def settings_of(raw: dict[str, Any]) -> Settings:
    """Ways of counting from a file."""
    hour, minute = raw.get("day_boundary", "00:00").split(":")
    return Settings(
        h24_mode=CountingMode(raw.get("h24_mode", "start_day")),
        day_boundary_minutes=int(hour) * 60 + int(minute),
        week_start=_WEEKDAYS[raw.get("week_start", "MON")],
        timezone=raw.get("timezone", "Europe/Oslo"),
        hours_basis=HoursBasis(raw.get("hours_basis", "elapsed")),
    )


def _period(raw: dict[str, str] | None, zone: ZoneInfo) -> Span | None:
    if not raw:
        return None
    period = Span(moment(raw["from"], zone), moment(raw["to"], zone))
    if period.minutes > _LONGEST_PERIOD:
        raise WrongInput("period_too_long", f"The period {raw['from']} to {raw['to']} is longer than ten years.", **raw)
    return period


def assessed_of(
    raw: dict[str, Any], *, who: str = "assistant", valid_on: date | None = None, case_convention: bool = False
) -> Assessed:
    """One input object to what the rules are asked about.

    The law cases state overtime without its extra break and do not turn standby into hours:
    `case_convention` follows them.

    Raises: WrongInput `unreadable_input` and those of the parts.
    """
    try:
        settings = settings_of(raw.get("settings") or {})
        zone = ZoneInfo(settings.timezone)
        period = _period(raw.get("period"), zone)
        return Assessed(
            who=who,
            shifts=tuple(
                _shift(shift, number, zone, case_convention) for number, shift in enumerate(raw["shifts"], start=1)
            ),
            contract=contract_of(raw.get("contract") or {}, standby_counts=not case_convention),
            agreements=tuple(agreement_of(item) for item in raw.get("agreements") or ()),
            settings=settings,
            period=period,
            history=tuple(
                _shift(shift, -number, zone, case_convention)
                for number, shift in enumerate(raw.get("history") or (), start=1)
            ),
            valid_on=valid_on,
            elsewhere=tuple(
                _shift(shift, -number, zone, case_convention)
                for number, shift in enumerate(raw.get("elsewhere") or (), start=1)
            ),
        )
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise WrongInput(
            "unreadable_input",
            f"The input cannot be read: {error!r}. See docs/formats.md for the fields.",
            error=repr(error),
        ) from error
