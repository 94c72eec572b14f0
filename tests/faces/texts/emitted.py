"""Which rules, cures and ways of counting the core can emit, read from its code and not from a list."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from selvstyrt.core.law import rule_ids

SOURCE = Path(__file__).resolve().parents[3] / "src"
ENTRIES = ("selvstyrt.core.worktime.checking", "selvstyrt.core.worktime.advice", "selvstyrt.core.roster.evaluation")
PACKAGES = ("selvstyrt.core.worktime.", "selvstyrt.core.roster.")


@cache
def modules() -> dict[str, ast.Module]:
    """The modules that a finding can come from: what the checkers import, and what those import."""
    found: dict[str, ast.Module] = {}
    waiting = list(ENTRIES)
    while waiting:
        name = waiting.pop()
        path = SOURCE.joinpath(*name.split(".")).with_suffix(".py")
        if name in found or not name.startswith(PACKAGES) or not path.exists():
            continue
        found[name] = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(found[name]):
            if isinstance(node, ast.ImportFrom) and node.module is not None:
                waiting += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return found


def _texts(node: ast.AST) -> set[str]:
    """Every text inside a piece of code, docstrings too; the fixed parts of f-strings one by one."""
    return {each.value for each in ast.walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, str)}


@cache
def rules() -> frozenset[str]:
    """Rule ids that a finding can carry.

    A finding looks up its provision, so its rule has one (`rule_ids`) or is written out with its own citation. It is
    written whole in the code, or put together of two parts that are.
    """
    whole = set().union(*(_texts(tree) for tree in modules().values()))
    parts = {part for text in whole for part in (text, text.strip("-"))}
    own = {text for name, tree in modules().items() if name.endswith("own_rules") for text in _constants(tree)}
    return frozenset(own | {rule for rule in rule_ids() if rule in whole or _two_parts(rule, parts)})


def _constants(tree: ast.Module) -> Iterator[str]:
    """Names in capitals that hold a text: the ids of the roster's own rules."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield node.value.value


def _two_parts(rule: str, parts: set[str]) -> bool:
    cuts = [at for at in range(len(rule)) if rule[at] == "-" and any(letter.isdigit() for letter in rule[:at])]
    return any(rule[:at] in parts and rule[at + 1 :] in parts for at in cuts)


def _given(keyword: str) -> set[str]:
    """Texts that are given as this keyword: in the call, in a name that it uses, or in a function that it calls."""
    found: set[str] = set()
    for tree in modules().values():
        functions = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        for function in functions.values():
            for node in ast.walk(function):
                if isinstance(node, ast.keyword) and node.arg == keyword:
                    found |= _reached(node.value, function, functions)
    return found


def _reached(value: ast.AST, function: ast.FunctionDef, functions: dict[str, ast.FunctionDef]) -> set[str]:
    found = _texts(value)
    names = {node.id for node in ast.walk(value) if isinstance(node, ast.Name)}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id in names for t in node.targets):
            found |= _texts(node.value)
    for name in names & functions.keys() - {function.name}:
        body = functions[name]
        found |= _texts(body) - {ast.get_docstring(body, clean=False) or ""}
    return {text for text in found if re.fullmatch(r"[a-z]+[a-z0-9_]*", text)}


@cache
def cures() -> frozenset[str]:
    """Names of agreements and permissions that a finding can carry as its cure."""
    return frozenset(_given("cure"))


@cache
def modes() -> frozenset[str]:
    """Ways of counting that a finding can name in its `mode` beside those of the settings."""
    return frozenset(_given("mode"))
