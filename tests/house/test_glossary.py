"""The glossary: complete in three languages, and every table of the database has its word."""

from __future__ import annotations

import ast
import tomllib
from collections import Counter
from pathlib import Path

from django.apps import apps
from django.db import models

ROOT = Path(__file__).resolve().parents[2]
TERMS: list[dict[str, str]] = tomllib.loads((ROOT / "docs" / "glossary.toml").read_text(encoding="utf-8"))["term"]
IDENTIFIERS = {term["identifier"] for term in TERMS if "identifier" in term}


def public_classes_of_core() -> set[str]:
    names = set()
    for path in (ROOT / "src" / "selvstyrt" / "core").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names |= {node.name for node in tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")}
    return names


def our_models() -> set[str]:
    return {model.__name__ for model in apps.get_models() if model.__module__.startswith("selvstyrt.")}


def our_choices() -> set[str]:
    names = set()
    for config in apps.get_app_configs():
        if config.name.startswith("selvstyrt.apps.") and config.models_module is not None:
            names |= {
                name
                for name, value in vars(config.models_module).items()
                if isinstance(value, type) and issubclass(value, models.TextChoices) and value is not models.TextChoices
            }
    return names


def test_each_term_has_a_word_in_three_languages_and_nothing_else() -> None:
    assert len(TERMS) >= 124
    for term in TERMS:
        assert {"nb", "nn", "en"} <= set(term) <= {"nb", "nn", "en", "identifier"}, term
        assert all(value.strip() == value and value for value in term.values()), term


def test_no_bokmal_term_and_no_identifier_stands_twice() -> None:
    assert [word for word, count in Counter(term["nb"] for term in TERMS).items() if count > 1] == []
    given = Counter(term["identifier"] for term in TERMS if "identifier" in term)
    assert [word for word, count in given.items() if count > 1] == []


def test_each_identifier_is_a_class_that_exists() -> None:
    assert IDENTIFIERS - (public_classes_of_core() | our_models() | our_choices()) == set()


def test_each_table_has_its_word_in_the_glossary() -> None:
    assert our_models() - IDENTIFIERS == set()
