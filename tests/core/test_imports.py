"""The core alone: no third-party package comes with it, and it is there at once."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

CORE = Path(__file__).resolve().parents[2] / "src" / "selvstyrt" / "core"
PACKAGES = ["selvstyrt.core", *(f"selvstyrt.core.{path.parent.name}" for path in sorted(CORE.glob("*/__init__.py")))]
GUARD_SECONDS = 0.5

IMPORTED = """
import json, sys, time
before = set(sys.modules)
begun = time.process_time()
import {package}
took = time.process_time() - begun
print(json.dumps([took, sorted(set(sys.modules) - before)]))
"""

OPENED = """
import json, sys
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
import {package}
print(json.dumps([each for each in opened if each.endswith(".toml")]))
"""


def imported(package):
    """Processor seconds, and the top names of what came with an import in a fresh process."""
    command = [sys.executable, "-c", IMPORTED.format(package=package)]
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    told = subprocess.run(command, capture_output=True, check=True, text=True, env=environment).stdout
    took, modules = json.loads(told)
    return took, modules


def strangers(modules):
    """What is neither ours nor the standard library's."""
    tops = {module.split(".")[0] for module in modules}
    own = {"selvstyrt", *(top for top in tops if top.startswith("_sysconfigdata"))}  # the build's own settings
    return tops - set(sys.stdlib_module_names) - own


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_of_the_core_needs_only_the_standard_library(package):
    _, modules = imported(package)
    assert package in modules
    assert strangers(modules) == set()
    assert not [each for each in modules if each.startswith("selvstyrt.") and not each.startswith("selvstyrt.core")]


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_of_the_core_is_imported_at_once(package):
    """The guard is ten times the target, for a busy machine; `benchmarks/import_core.py` measures."""
    assert min(imported(package)[0] for _ in range(2)) < GUARD_SECONDS


@pytest.mark.parametrize("package", PACKAGES)
def test_no_value_of_the_law_is_read_at_import(package):
    command = [sys.executable, "-c", OPENED.format(package=package)]
    assert json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout) == []


def test_a_third_party_package_would_be_seen():
    _, modules = imported("django")
    assert "django" in strangers(modules)
