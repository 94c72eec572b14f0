"""Make up a scheme of personal assistants in the text format of the public rostering instances.

python benchmarks/peers/make_scheme.py --assistants 9 --weeks 12 --shifts DEN --seed 8 > scheme.txt

One assistant at a time, around the clock or part of it; part-time shares that add up to a little more than the need;
nights only for some; a holiday now and then; light wishes. Nobody real.
"""

from __future__ import annotations

import argparse
import random

MINUTES = {"M": 450, "D": 450, "E": 450, "N": 540}
NOT_AFTER = {"M": "", "D": "", "E": "MD", "N": "MDE"}
"""Eleven hours of rest: after a late shift no early one, after a night nothing but a night."""
SHARES = (0.3, 0.4, 0.5, 0.6, 0.8)
ROUND = 30


def scheme(assistants: int, weeks: int, shifts: str, seed: int) -> str:
    """The scheme as text; the same arguments give the same text."""
    rnd = random.Random(seed)
    days = 7 * weeks
    names = [f"A{number:02d}" for number in range(1, assistants + 1)]
    lines = ["SECTION_HORIZON", str(days), "", "SECTION_SHIFTS"]
    lines += [
        f"{shift},{MINUTES[shift]},{'|'.join(each for each in NOT_AFTER[shift] if each in shifts)}" for shift in shifts
    ]
    lines += ["", "SECTION_STAFF", *_staff(rnd, names, weeks, shifts)]
    lines += ["", "SECTION_DAYS_OFF"]
    for name in names:
        holidays = [rnd.randrange(days) for _ in range(max(1, weeks // 6))]
        off = sorted({day for first in holidays for day in range(first, min(days, first + rnd.choice((2, 3, 7))))})
        lines.append(f"{name},{','.join(map(str, off))}")
    wishes = [(name, rnd.randrange(days), rnd.choice(shifts)) for name in names for _ in range(2 * weeks)]
    for section in ("ON", "OFF"):
        lines += ["", f"SECTION_SHIFT_{section}_REQUESTS"]
        lines += [f"{name},{day},{shift},{rnd.randint(1, 3)}" for name, day, shift in wishes[section == "OFF" :: 2]]
    lines += ["", "SECTION_COVER"]
    lines += [f"{day},{shift},1,100,10" for day in range(days) for shift in shifts]
    return "\n".join(lines) + "\n"


def _staff(rnd: random.Random, names: list[str], weeks: int, shifts: str) -> list[str]:
    shares = [rnd.choice(SHARES) for _ in names]
    need = sum(MINUTES[shift] for shift in shifts) * 7 * weeks
    lines = []
    for name, share in zip(names, shares, strict=True):
        most = int(1.05 * need * share / sum(shares)) // ROUND * ROUND
        least = max(0, int(0.93 * most) - 900) // ROUND * ROUND
        nights = 0 if rnd.random() < 0.25 else 7 * weeks
        most_of = "|".join(f"{shift}={nights if shift == 'N' else 7 * weeks}" for shift in shifts)
        weekends = -(-weeks // 2)
        row = rnd.choice((4, 5))
        lines.append(f"{name},{most_of},{most},{least},{row},{rnd.choice((1, 2))},{rnd.choice((1, 2))},{weekends}")
    return lines


def main() -> None:
    """Print a scheme."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--assistants", type=int, default=5)
    parser.add_argument("--weeks", type=int, default=6)
    parser.add_argument("--shifts", default="DE", help="letters of M, D, E, N")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(scheme(options.assistants, options.weeks, options.shifts, options.seed), end="")


if __name__ == "__main__":
    main()
