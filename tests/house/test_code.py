"""Rules about the code that no linter knows: the core's purity, the size of files, imports, and what is committed."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "selvstyrt"
CODE = sorted(PACKAGE.rglob("*.py"))
CORE = sorted((PACKAGE / "core").rglob("*.py"))
MOST_LINES = 400
MOST_FUNCTION_LINES = 50
# Files and functions that are larger than that. Entries may shrink and disappear; no new ones.
LARGE_FILES: dict[str, int] = {}
LARGE_FUNCTIONS: dict[str, int] = {
    "apps/decisions/services.py:register_decision": 69,
    "core/hours/account.py:account_status": 54,
}
CLOCKS = {"today", "now", "utcnow", "time", "monotonic", "perf_counter", "random", "uuid4", "localdate"}
IMPURE_MODULES = {"random", "secrets", "os", "socket", "subprocess", "urllib", "requests", "sqlite3"}


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def where(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


def impurities(tree: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """Floats, clocks and chance in a module of the core."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, float | complex):
            yield node, f"the float {node.value}"
        if isinstance(node, ast.Name) and node.id == "float":
            yield node, "float"
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and _both_whole(node):
            yield node, "a division of whole numbers, which gives a float"
        if isinstance(node, ast.Attribute) and node.attr in CLOCKS and _of_a_module_or_type(node):
            yield node, ast.unparse(node)
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
            for name in names:
                if name.split(".")[0] in IMPURE_MODULES:
                    yield node, f"import {name}"


def _of_a_module_or_type(node: ast.Attribute) -> bool:
    """False for `moment.time()`, the time of day of a value."""
    return isinstance(node.value, ast.Name | ast.Attribute) and (
        node.attr != "time" or ast.unparse(node.value) == "time"
    )


def _both_whole(node: ast.BinOp) -> bool:
    return all(isinstance(side, ast.Constant) and isinstance(side.value, int) for side in (node.left, node.right))


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def committed_files() -> list[Path]:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if done.returncode != 0:
        pytest.skip("not a git working copy")
    return [path for name in done.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]


def test_the_core_has_no_float_no_clock_and_no_chance() -> None:
    found = [f"{where(path, node)}: {what}" for path in CORE for node, what in impurities(tree_of(path))]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "rate = 1.5",
        "x = float(3)",
        "d = date.today()",
        "n = datetime.now(UTC)",
        "import random",
        "y = 1 / 3",
        "time.time()",
    ],
)
def test_an_impure_line_would_be_seen(line: str) -> None:
    assert list(impurities(ast.parse(line)))


@pytest.mark.parametrize("line", ["moment.time()", "x = Decimal('1.5')", "y = a // b", "z = amount / 2"])
def test_a_pure_line_is_left_alone(line: str) -> None:
    assert not list(impurities(ast.parse(line)))


def test_no_file_grows_over_the_limit() -> None:
    lengths = {
        path.relative_to(PACKAGE).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in CODE
        if "migrations" not in path.parts
    }
    too_long = {name: lines for name, lines in lengths.items() if lines > LARGE_FILES.get(name, MOST_LINES)}
    assert too_long == {}
    outgrown = [name for name in LARGE_FILES if lengths.get(name, 0) <= MOST_LINES]
    assert outgrown == [], "these fit by now: take them off the list"


def test_no_function_grows_over_the_limit() -> None:
    lengths = {
        f"{path.relative_to(PACKAGE).as_posix()}:{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in CODE
        for node in functions(tree_of(path))
    }
    too_long = {
        name: lines for name, lines in lengths.items() if lines > LARGE_FUNCTIONS.get(name, MOST_FUNCTION_LINES)
    }
    assert too_long == {}
    assert [name for name in LARGE_FUNCTIONS if lengths.get(name, 0) <= MOST_FUNCTION_LINES] == []


def test_imports_stand_on_top_of_the_file() -> None:
    found = [
        where(path, inner)
        for path in CODE
        if path.relative_to(PACKAGE).parts[:2] != ("faces", "cli")  # there, for a quick start
        for function in functions(tree_of(path))
        for inner in ast.walk(function)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert found == []


def test_only_faces_speak_to_the_reader() -> None:
    """No page text below the faces, except what the apps send by mail."""
    found = [
        where(path, node)
        for storey in ("core", "engine")
        for path in sorted((PACKAGE / storey).rglob("*.py"))
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"_", "gettext", "ngettext", "print"}
    ]
    assert found == []


FORBIDDEN_TEXT = {
    "a package registry's address": re.compile(r"registry\.npmjs|pypi\.org/simple|files\.pythonhosted|proxy\.golang"),
    "a path of one machine": re.compile(r"(?<![\w.])/(?:work|home|root|Users)/[\w.-]+/"),
    "a note outside this repository": re.compile(r"(?<![\w./-])shared/(?:knowledge|cases|design|data|bench)"),
}


def test_committed_files_name_no_registry_and_no_machine() -> None:
    found = []
    for path in committed_files():
        if path == Path(__file__) or path.suffix in {".woff2", ".pdf", ".png"}:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [
            f"{path.relative_to(ROOT)}: {what}" for what, pattern in FORBIDDEN_TEXT.items() if pattern.search(text)
        ]
    assert found == []


def test_locks_hold_a_hash_for_every_package() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        entries = re.split(r"\n(?=\S)", (ROOT / name).read_text(encoding="utf-8").strip())
        assert len(entries) > 30
        assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_words_that_are_never_used_stand_in_no_template() -> None:
    banned = re.compile(r"Invalid input|Something went wrong|\bN/A\b|\bbruker(?:en|e|ne)?\b", re.IGNORECASE)
    allowed = re.compile(r"bruker (?:den|det|de)\b|brukerstyrt")
    found = []
    for path in sorted((PACKAGE / "faces" / "web" / "templates").rglob("*.html")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if banned.search(allowed.sub("", line)):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}")
    assert found == []


def unawaited_looks(tree: ast.Module) -> Iterator[ast.AST]:
    """What a test asserts of a browser's page in one look. A page may still be on its way: `expect` waits for it."""
    looks = {"is_visible", "is_hidden", "is_checked", "is_enabled", "is_disabled"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assert):
            for part in ast.walk(node.test):
                if isinstance(part, ast.Call) and isinstance(part.func, ast.Attribute) and part.func.attr in looks:
                    yield part


def test_tests_wait_for_what_a_browser_shows() -> None:
    found = [where(path, node) for path in (ROOT / "tests").rglob("*.py") for node in unawaited_looks(tree_of(path))]
    assert found == [], "use playwright's expect(...), which waits"
    assert list(unawaited_looks(ast.parse("assert page.get_by_text('Ja').is_visible()")))
    assert not list(unawaited_looks(ast.parse("expect(page.get_by_text('Ja')).to_be_visible()")))
