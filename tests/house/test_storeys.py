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
# File, planted line, contract, and what the report must name.
PLANTED = [
    (
        "core/base/spans.py",
        "from selvstyrt.core.worktime import values",
        CORE,
        "core.base.spans -> selvstyrt.core.worktime",
    ),
    ("core/pay/lines.py", "from selvstyrt.engine import solve", HOUSE, "core.pay.lines -> selvstyrt.engine"),
    ("core/base/dates.py", "import django", "No framework in the core or the engine", "core.base.dates -> django"),
    (
        "apps/journal/services.py",
        "from selvstyrt.apps.people import models",
        APPS,
        "journal.services -> selvstyrt.apps.people",
    ),
    (
        "apps/payroll/models.py",
        "from selvstyrt.apps.hours import models as h",
        APPS,
        "payroll.models -> selvstyrt.apps.hours",
    ),
    ("apps/plans/models.py", "import ortools", "Only the engine knows the solver", "apps.plans.models -> ortools"),
    (
        "apps/plans/models.py",
        "from selvstyrt.faces.web import health",
        HOUSE,
        "apps.plans.models -> selvstyrt.faces.web",
    ),
    (
        "faces/web/health.py",
        "from selvstyrt.apps.plans import models",
        "Faces reach rows only through services and queries",
        "faces.web.health -> selvstyrt.apps.plans.models",
    ),
    (
        "faces/web/health.py",
        "from selvstyrt.faces.cli import main",
        "The faces do not know each other",
        "faces.web.health -> selvstyrt.faces.cli",
    ),
    ("utils/__init__.py", "", HOUSE, "utils"),
    ("core/helpers/__init__.py", "", CORE, "helpers"),
]


def copy_house(folder: Path) -> Path:
    shutil.copy(ROOT / "pyproject.toml", folder)
    unwanted = shutil.ignore_patterns("static", "templates", "locale", "fonts", "__pycache__", "*.toml")
    shutil.copytree(ROOT / "src", folder / "src", ignore=unwanted)
    return folder


def lint(folder: Path) -> str:
    command = "from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, 'src'); {command}"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def report_with_breaches(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What import-linter says of a copy of the house with all the breaches planted."""
    folder = copy_house(tmp_path_factory.mktemp("house"))
    for file, line, _contract, _named in PLANTED:
        path = folder / "src" / "selvstyrt" / file
        path.parent.mkdir(exist_ok=True)
        with path.open("a", encoding="utf-8") as stream:
            stream.write(f"\n{line}\n")
    return lint(folder)


def test_the_house_as_it_stands_keeps_every_contract(tmp_path: Path) -> None:
    report = lint(copy_house(tmp_path))
    assert "0 broken" in report, report


@pytest.mark.parametrize(("contract", "named"), [(contract, named) for _file, _line, contract, named in PLANTED])
def test_a_planted_breach_is_caught(report_with_breaches: str, contract: str, named: str) -> None:
    assert f"{contract} BROKEN" in report_with_breaches, report_with_breaches
    broken = report_with_breaches.split("Broken contracts", 1)[1]
    section = broken.split(f"\n{contract}\n", 1)[1]
    for other in {contract for _file, _line, contract, _named in PLANTED}:
        section = section.split(f"\n{other}\n", 1)[0]
    assert named in section, section
