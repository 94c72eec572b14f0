"""Read the text format of the public rostering instances (lesing); what is wrong is named with its line.

Sections begin with `SECTION_...`, lines with `#` are remarks, fields are separated by commas. Standard library only.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from selvstyrt.core.base import WrongInput
from selvstyrt.engine.staffing.instance import Instance, Need, Person, Roster, ShiftType, Wish

HORIZON = "SECTION_HORIZON"
SHIFTS = "SECTION_SHIFTS"
STAFF = "SECTION_STAFF"
DAYS_OFF = "SECTION_DAYS_OFF"
WANTED = "SECTION_SHIFT_ON_REQUESTS"
UNWANTED = "SECTION_SHIFT_OFF_REQUESTS"
COVER = "SECTION_COVER"
SECTIONS = (HORIZON, SHIFTS, STAFF, DAYS_OFF, WANTED, UNWANTED, COVER)
REQUIRED = (HORIZON, SHIFTS, STAFF, COVER)

MOST_DAYS = 800
MOST_NUMBER = 10**7


def read_instance(path: Path) -> Instance:
    """The instance in a file; WrongInput says what cannot be read, on which line, and what was expected."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise WrongInput("bench.unreadable", f"{path} cannot be opened: {error.strerror}.", path=str(path)) from error
    except UnicodeDecodeError as error:
        raise WrongInput("bench.unreadable", f"{path} is not a text file in UTF-8.", path=str(path)) from error
    return parse_instance(text, path.stem)


def parse_instance(text: str, name: str) -> Instance:
    """The instance in a text; see `read_instance`."""
    return _Parser(name, _sections(text)).instance()


class _Line:
    """One line with its number, cut into fields."""

    def __init__(self, number: int, text: str) -> None:
        self.number = number
        self.fields = [field.strip() for field in text.split(",")]

    def wrong(self, message: str) -> WrongInput:
        return WrongInput("bench.line", f"Line {self.number}: {message}", line=self.number)

    def field(self, place: int, what: str) -> str:
        if place >= len(self.fields) or not self.fields[place]:
            raise self.wrong(f"{what} is missing (field {place + 1}).")
        return self.fields[place]

    def number_at(self, place: int, what: str) -> int:
        return self.whole(self.field(place, what), what)

    def whole(self, text: str, what: str) -> int:
        digits = "0" if text == "-0" else text  # one of the public files has it
        if not (digits.isascii() and digits.isdigit() and len(digits) <= 9 and int(digits) <= MOST_NUMBER):
            raise self.wrong(f"{what} is {text!r}; a whole number from 0 to {MOST_NUMBER} was expected.")
        return int(digits)

    def most_fields(self, count: int) -> None:
        if any(self.fields[count:]):
            raise self.wrong(f"{len(self.fields)} fields; {count} were expected.")


def _sections(text: str) -> dict[str, list[_Line]]:
    found: dict[str, list[_Line]] = {}
    current: list[_Line] | None = None
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("SECTION_"):
            if line not in SECTIONS:
                raise WrongInput("bench.section", f"Line {number}: the section {line} is unknown.", section=line)
            if line in found:
                raise WrongInput("bench.section", f"Line {number}: the section {line} stands twice.", section=line)
            current = found[line] = []
        elif current is None:
            raise WrongInput(
                "bench.section", f"Line {number}: text before the first section; expected {HORIZON}.", line=number
            )
        else:
            current.append(_Line(number, line))
    for section in REQUIRED:
        if not found.get(section):
            raise WrongInput("bench.section", f"The section {section} is missing or empty.", section=section)
    return found


class _Parser:
    def __init__(self, name: str, sections: dict[str, list[_Line]]) -> None:
        self.name = name
        self.sections = sections
        self.days = self._days()
        self.shifts = self._shifts()
        self.people: set[str] = {line.field(0, "the person") for line in sections[STAFF]}

    def instance(self) -> Instance:
        return Instance(
            self.name,
            self.days,
            tuple(self.shifts.values()),
            tuple(self._people()),
            tuple(self._wishes(WANTED)),
            tuple(self._wishes(UNWANTED)),
            tuple(self._needs()),
        )

    def _lines(self, section: str) -> list[_Line]:
        return self.sections.get(section, [])

    def _days(self) -> int:
        lines = self._lines(HORIZON)
        if len(lines) > 1:
            raise lines[1].wrong(f"{HORIZON} holds one number, the days.")
        lines[0].most_fields(1)
        days = lines[0].number_at(0, "the number of days")
        if not 1 <= days <= MOST_DAYS:
            raise lines[0].wrong(f"{days} days; 1 to {MOST_DAYS} were expected.")
        return days

    def _shifts(self) -> dict[str, ShiftType]:
        lines = self._lines(SHIFTS)
        known = {line.field(0, "the shift") for line in lines}
        found: dict[str, ShiftType] = {}
        for line in lines:
            line.most_fields(3)
            shift = line.field(0, "the shift")
            if shift in found:
                raise line.wrong(f"the shift {shift} stands twice.")
            minutes = line.number_at(1, "the length in minutes")
            if not 1 <= minutes <= 2 * 1440:
                raise line.wrong(f"the shift {shift} lasts {minutes} minutes; 1 to 2880 were expected.")
            after = {each.strip() for each in (line.fields[2] if len(line.fields) > 2 else "").split("|")} - {""}
            for other in sorted(after - known):
                raise line.wrong(f"the shift {other} is not in {SHIFTS}.")
            found[shift] = ShiftType(shift, minutes, frozenset(after))
        return found

    def _people(self) -> Iterable[Person]:
        days_off = self._days_off()
        seen: set[str] = set()
        for line in self._lines(STAFF):
            line.most_fields(8)
            person = line.field(0, "the person")
            if person in seen:
                raise line.wrong(f"the person {person} stands twice.")
            seen.add(person)
            numbers = [line.number_at(place, what) for place, what in enumerate(_LIMITS, start=2)]
            if numbers[1] > numbers[0]:
                raise line.wrong(f"{person} must work at least {numbers[1]} and at most {numbers[0]} minutes.")
            if numbers[2] < 1:
                raise line.wrong(f"{person} may work no days in a row; at least 1 was expected.")
            if numbers[3] > numbers[2]:
                raise line.wrong(f"{person} must work at least {numbers[3]} and at most {numbers[2]} days in a row.")
            yield Person(person, self._most_of(line), days_off.get(person, frozenset()), *numbers)

    def _most_of(self, line: _Line) -> dict[str, int]:
        found: dict[str, int] = {}
        for part in line.field(1, "the most shifts of each type").split("|"):
            shift, sign, number = (each.strip() for each in part.partition("="))
            if not sign:
                raise line.wrong(f"{part!r} in the most shifts of each type; SHIFT=NUMBER was expected.")
            self._known_shift(line, shift)
            found[shift] = line.whole(number, f"the most shifts of type {shift}")
        return found

    def _days_off(self) -> dict[str, frozenset[int]]:
        found: dict[str, set[int]] = {}
        for line in self._lines(DAYS_OFF):
            person = self._known_person(line)
            days = {self._known_day(line, line.whole(field, "the day")) for field in line.fields[1:] if field}
            found.setdefault(person, set()).update(days)
        return {person: frozenset(days) for person, days in found.items()}

    def _wishes(self, section: str) -> Iterable[Wish]:
        for line in self._lines(section):
            line.most_fields(4)
            person = self._known_person(line)
            day = self._known_day(line, line.number_at(1, "the day"))
            shift = self._known_shift(line, line.field(2, "the shift"))
            yield Wish(person, day, shift, line.number_at(3, "the weight"))

    def _needs(self) -> Iterable[Need]:
        seen: set[tuple[int, str]] = set()
        for line in self._lines(COVER):
            line.most_fields(5)
            day = self._known_day(line, line.number_at(0, "the day"))
            shift = self._known_shift(line, line.field(1, "the shift"))
            if (day, shift) in seen:
                raise line.wrong(f"the need for {shift} on day {day} stands twice.")
            seen.add((day, shift))
            people = line.number_at(2, "the number of people")
            under = line.number_at(3, "the weight for each too few")
            yield Need(day, shift, people, under, line.number_at(4, "the weight for each too many"))

    def _known_person(self, line: _Line) -> str:
        person = line.field(0, "the person")
        if person not in self.people:
            raise line.wrong(f"the person {person} is not in {STAFF}.")
        return person

    def _known_shift(self, line: _Line, shift: str) -> str:
        if shift not in self.shifts:
            raise line.wrong(f"the shift {shift} is not in {SHIFTS}.")
        return shift

    def _known_day(self, line: _Line, day: int) -> int:
        if day >= self.days:
            raise line.wrong(f"day {day}; the days are 0 to {self.days - 1}.")
        return day


_LIMITS = (
    "the most minutes",
    "the least minutes",
    "the most days of work in a row",
    "the least days of work in a row",
    "the least days off in a row",
    "the most weekends",
)


def write_rows(roster: Roster) -> str:
    """A roster as text: one line per person, the person, then one field per day."""
    return "".join(f"{person},{','.join(row)}\n" for person, row in roster.items())


def read_rows(text: str) -> Roster:
    """A roster from the text that `write_rows` makes."""
    cut = [[field.strip() for field in line.split(",")] for line in text.splitlines() if line.strip()]
    return {fields[0]: tuple(fields[1:]) for fields in cut}
