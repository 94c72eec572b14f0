"""Small made-up instances, and every lawful row of a person by trying all."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

from selvstyrt.engine.staffing.checking import check
from selvstyrt.engine.staffing.instance import Instance
from selvstyrt.engine.staffing.reading import parse_instance


def made_up(seed: int, people: int = 2, days: int = 7, types: int = 2, gentle: bool = False) -> Instance:
    """An instance that may or may not have a lawful roster; a gentle one has wide limits and two weeks or more."""
    rnd = random.Random(seed)
    letters = "DEN"[:types]
    minutes = {letter: rnd.choice([360, 480, 600]) for letter in letters}
    after = {
        letter: "|".join(each for each in letters[: letters.index(letter)] if rnd.random() < 0.7) for letter in letters
    }
    lines = ["SECTION_HORIZON", str(days), "SECTION_SHIFTS"]
    lines += [f"{letter},{minutes[letter]},{after[letter]}" for letter in letters]
    lines += ["SECTION_STAFF"]
    names = [f"P{number}" for number in range(people)]
    for name in names:
        most_of = "|".join(f"{letter}={rnd.choice([0, 2, days, days])}" for letter in letters)
        most = rnd.randrange(2 * 480, days * 480, 60)
        least = max(0, most - rnd.randrange(300, 1800, 60))
        if gentle:
            most_of = "|".join(f"{letter}={days}" for letter in letters)
            most, least = days // 7 * 2400, rnd.choice([0, 600, 1200])
        row, off, weekends = rnd.randint(2, 5), rnd.randint(1, 3), rnd.randint(1 if gentle else 0, 2)
        lines.append(f"{name},{most_of},{most},{least},{row},{rnd.randint(1, min(3, row))},{off},{weekends}")
    lines += ["SECTION_DAYS_OFF", *(f"{name},{rnd.randrange(days)}" for name in names)]
    for section in ("ON", "OFF"):
        lines.append(f"SECTION_SHIFT_{section}_REQUESTS")
        lines += [
            f"{rnd.choice(names)},{rnd.randrange(days)},{rnd.choice(letters)},{rnd.randint(1, 3)}" for _ in range(days)
        ]
    lines.append("SECTION_COVER")
    lines += [
        f"{day},{letter},{rnd.randint(0, 2)},{rnd.choice([10, 100])},{rnd.choice([1, 5])}"
        for day in range(days)
        for letter in letters
    ]
    return parse_instance("\n".join(lines), f"made-up-{seed}")


def alone(instance: Instance, place: int) -> Instance:
    """The instance with one person, without wishes and needs."""
    person = instance.people[place]
    return Instance(instance.name, instance.days, instance.shifts, (person,), (), (), ())


def lawful_rows(instance: Instance, place: int) -> Iterator[tuple[str, ...]]:
    """Every lawful row of the person, by trying all rows."""
    one = alone(instance, place)
    letters = ["", *(shift.id for shift in instance.shifts)]
    for row in itertools.product(letters, repeat=instance.days):
        if check(one, {one.people[0].id: row}).is_legal:
            yield row


def cheapest_by_trying(instance: Instance) -> int | None:
    """The cost of the best roster by trying every combination of lawful rows; None when there is none."""
    rows = [list(lawful_rows(instance, place)) for place in range(len(instance.people))]
    names = [person.id for person in instance.people]
    costs = (check(instance, dict(zip(names, each, strict=True))).cost for each in itertools.product(*rows))
    return min(costs, default=None)
