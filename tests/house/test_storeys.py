"""The storeys hold, and a planted breach of each contract is seen."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

HOUSE = "The house: imports run only downward"
CORE = "The core: rules stand on law, law on the ground"
APPS = "The apps: later facts know earlier ones"
PLANTED = [
    ("core/base/spans.py", "from selvstyrt.core.worktime import values", CORE),
    ("core/pay/__init__.py", "from selvstyrt.engine import solve", HOUSE),
    ("core/base/dates.py", "import django", "No framework in the core or the engine"),
    ("apps/journal/services.py", "from selvstyrt.apps.people import models", APPS),
    ("apps/payroll/models.py", "from selvstyrt.apps.hours import models as other", APPS),
    ("apps/plans/models.py", "import ortools", "Only the engine knows the solver"),
    ("apps/plans/models.py", "from selvstyrt.faces.web import health", HOUSE),
    (
        "faces/web/health.py",
        "from selvstyrt.apps.plans import models",
        "Faces reach rows only through services and queries",
    ),
    ("faces/web/health.py", "from selvstyrt.faces.cli import main", "The faces do not know each other"),
    ("utils/__init__.py", "", HOUSE),
    ("core/helpers/__init__.py", "", CORE),
]


def lint(folder: Path) -> str:
    command = "from importlinter.cli import lint_imports; import sys; sys.exit(lint_imports(no_cache=True))"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, 'src'); {command}"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def copied_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / "pyproject.toml", folder)
    unwanted = shutil.ignore_patterns("static", "templates", "locale", "fonts", "__pycache__", "*.toml")
    shutil.copytree(ROOT / "src", folder / "src", ignore=unwanted)
    return folder


def test_the_house_as_it_stands_keeps_every_contract(copied_house: Path) -> None:
    report = lint(copied_house)
    assert "0 broken" in report, report


@pytest.mark.parametrize(("file", "line", "contract"), PLANTED)
def test_a_planted_breach_is_caught(copied_house: Path, file: str, line: str, contract: str) -> None:
    path = copied_house / "src" / "selvstyrt" / file
    before = path.read_text(encoding="utf-8") if path.exists() else None
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{before or ''}\n{line}\n", encoding="utf-8")
    try:
        report = lint(copied_house)
    finally:
        if before is None:
            shutil.rmtree(path.parent)
        else:
            path.write_text(before, encoding="utf-8")
    assert f"{contract} BROKEN" in report, report
