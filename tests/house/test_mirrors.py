"""Each rule of working time that a roster can break is mirrored by the engine, or there is a reason why not."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator
from types import ModuleType

from selvstyrt.core.law import rule_ids
from selvstyrt.core.worktime import ladder
from selvstyrt.core.worktime.checking import RULES
from selvstyrt.engine.constraints import CONSTRAINTS, NOT_MIRRORED

MIRRORED = frozenset(rule for constraint in CONSTRAINTS for rule in constraint.MIRRORS)


def texts_in(module: ModuleType) -> Iterator[str]:
    """Every text in the code of a module."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def rules_of_core() -> frozenset[str]:
    """Rule ids that the rules of working time can give, whole or put together from a stem and an ending."""
    modules = {ladder, *(sys.modules[rule.__module__] for rule in RULES)}
    texts = {text.removesuffix("-") for module in modules for text in texts_in(module)}
    return frozenset(
        rule for rule in rule_ids() if any(rule == text or (text and rule.startswith(f"{text}-")) for text in texts)
    )


def test_each_rule_of_core_has_a_mirror_in_the_model_or_a_reason() -> None:
    assert rules_of_core() - MIRRORED - set(NOT_MIRRORED) == set()


def test_no_reason_is_left_for_a_rule_that_is_gone_or_has_a_mirror() -> None:
    assert set(NOT_MIRRORED) - rules_of_core() == set()
    assert set(NOT_MIRRORED) & MIRRORED == set()
    assert all(NOT_MIRRORED.values())
