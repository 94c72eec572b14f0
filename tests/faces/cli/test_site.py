"""The commands that run the site, each as a process of its own with a database of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an empty database."""
    folder = tmp_path_factory.mktemp("var")
    assert run(folder, "migrate").returncode == 0
    return folder


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
    assert day.stdout.strip() == "0 grants written, 0 messages sent, 0 events sealed"
