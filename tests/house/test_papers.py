"""The papers are true: what they name exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "selvstyrt"
PAPERS = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
PATH = re.compile(r"`((?:[\w.-]+/)+[\w.-]*)`")
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#]+)")


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_every_file_that_a_paper_names_is_there(paper: Path) -> None:
    text = paper.read_text(encoding="utf-8")
    named = [name for name in PATH.findall(text) if not name.startswith(("var/", "selvstyrt-"))]
    missing = [name for name in named if not any((base / name).exists() for base in (ROOT, PACKAGE, paper.parent))]
    broken = [target for target in LINK.findall(text) if not (paper.parent / target).exists()]
    assert (missing, broken) == ([], [])


def test_every_package_of_the_house_stands_in_the_drawing() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    for storey in ("core", "apps", "faces"):
        for folder in sorted((PACKAGE / storey).iterdir()):
            if (folder / "__init__.py").is_file():
                assert folder.name in text, f"{storey}.{folder.name} is not in docs/architecture.md"
