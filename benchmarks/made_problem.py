"""Write a made-up problem whose answer is known, to try any search on.

Run: .venv/bin/python benchmarks/made_problem.py [--assistants N] [--weeks N] [--seed K] [--curve] FOLDER
FOLDER gets problem.json and roster.json, a lawful roster of it where nothing is empty (`selvstyrt roster check` on the
two); with --curve instead needs.json, for `selvstyrt roster design`, the sum of known shifts.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from selvstyrt.core.base import WrongInput
from selvstyrt.engine.generator import Recipe
from selvstyrt.engine.planting import planted_needs, planted_roster


def main() -> None:
    """Write the files and say what is known of them."""
    options = argparse.ArgumentParser()
    options.add_argument("--assistants", type=int, default=7)
    options.add_argument("--weeks", type=int, default=8)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--curve", action="store_true", help="needs as a curve in place of shifts")
    options.add_argument("folder", type=Path)
    chosen = options.parse_args()
    recipe = Recipe(chosen.assistants, chosen.weeks, chosen.seed)
    try:
        _make(recipe, chosen.folder, of_curve=chosen.curve)
    except WrongInput as wrong:
        raise SystemExit(str(wrong)) from wrong


def _make(recipe: Recipe, folder: Path, *, of_curve: bool) -> None:
    if of_curve:
        needs = planted_needs(recipe)
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder / "needs.json", needs.needs)
        print(f"{len(needs.shifts)} shifts a week cover the needs and no more")
        return
    planted = planted_roster(recipe)
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "problem.json", planted.problem)
    roster = {"status": "feasible", "objective": planted.points, "bound": None, "seconds": 0, "seed": recipe.seed}
    empty: dict[str, Any] = {"findings": [], "uncovered": [], "explanation": []}
    _write(
        folder / "roster.json",
        {"format": "selvstyrt-roster/1", **roster, "assignments": planted.holders, **empty},
    )
    print(f"{len(planted.holders)} shifts, all covered lawfully; {planted.points} points")


def _write(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
