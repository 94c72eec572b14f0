"""The commands that run the site, each as a process of its own with a database of its own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an empty database; whoever changes it takes a copy."""
    folder = tmp_path_factory.mktemp("var")
    assert run(folder, "migrate").returncode == 0
    return folder


@pytest.fixture
def ready(installation: Path, tmp_path: Path) -> Path:
    """A copy of the installation: making its tables takes longer than all the rest."""
    return Path(shutil.copytree(installation, tmp_path / "var"))


def run(folder: Path, *words: str, answers: str = "") -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"SELVSTYRT_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "selvstyrt.config.settings"}
    return subprocess.run(
        [sys.executable, "-m", "selvstyrt.faces.cli.main", *words],
        env=environment,
        input=answers,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_day_in_an_empty_installation_does_nothing(installation: Path) -> None:
    day = run(installation, "daily")

    assert day.returncode == 0, day.stderr
    assert day.stdout.strip() == "0 grants written, 0 messages sent, 0 old messages deleted, 0 events sealed"


SETUP = {
    "--supplier": "Assistansen SA",
    "--organisation-number": "974760673",
    "--municipality": "Havnes kommune",
    "--municipality-number": "9999",
    "--coordinator": "Liv Berg",
    "--email": "Liv@example.test",
    "--address": "https://bpa.example.test/",
}


def words(**changes: str) -> list[str]:
    chosen = SETUP | {f"--{name}": value for name, value in changes.items()}
    return ["setup", *(word for pair in chosen.items() for word in pair)]


@pytest.mark.parametrize(
    ("changes", "told"),
    [({"email": "liv"}, "not an e-mail address"), ({"supplier": " "}, "name is empty")],
)
def test_a_setup_that_is_refused_leaves_the_installation_empty(ready: Path, changes: dict[str, str], told: str) -> None:
    refused = run(ready, *words(**changes))
    assert refused.returncode == 2
    assert told in refused.stderr
    assert run(ready, *words()).returncode == 0, "nothing was kept of the attempt that was refused"


def test_an_empty_installation_is_set_up_once_and_mails_the_link(tmp_path: Path) -> None:
    made = run(tmp_path, *words())

    assert made.returncode == 0, made.stderr
    link = re.search(r"https://bpa\.example\.test/\S+", made.stdout)
    assert link is not None
    mails = [path.read_text(encoding="utf-8") for path in (tmp_path / "mail").iterdir()]
    assert len(mails) == 1
    assert "To: liv@example.test" in mails[0]

    again = run(tmp_path, *words(supplier="Nabohjelp AS", email="per@example.test"))
    assert again.returncode == 2
    assert "has been set up" in again.stderr
    assert len(list((tmp_path / "mail").iterdir())) == 1


def test_setup_asks_for_what_no_option_says(ready: Path) -> None:
    made = run(ready, "setup", answers="Assistansen SA\n\nHavnes kommune\n\nLiv Berg\nliv@example.test\n")
    assert made.returncode == 0, made.stderr
    assert "Liv Berg coordinates for Assistansen SA" in made.stdout
    assert "http://127.0.0.1:8000/" in made.stdout
