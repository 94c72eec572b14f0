"""The project's own tools: texts are found, faults in catalogues are seen, totals add up."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog

ROOT = Path(__file__).resolve().parents[2]


def tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"tools_{name}", ROOT / "tools" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


messages = tool("messages")


@pytest.mark.parametrize(
    ("template", "texts"),
    [
        ("{% translate 'Logg inn' %}", [("Logg inn", None)]),
        ('<b title="{% trans "Vakt" context "arbeid" %}">', [("Vakt", "arbeid")]),
        ("{% blocktranslate %}Frist {{ day }}{% endblocktranslate %}", [("Frist %(day)s", None)]),
        (
            "{% blocktranslate count n=n %}{{ n }} vakt{% plural %}{{ n }} vakter{% endblocktranslate %}",
            [(("%(n)s vakt", "%(n)s vakter"), None)],
        ),
        ("{% blocktranslate trimmed %}\n  To\n  linjer\n{% endblocktranslate %}", [("To linjer", None)]),
        (
            '{% translate "Si «hei» (nå)" %} {% translate "og hade" as bye %}',
            [("Si «hei» (nå)", None), ("og hade", None)],
        ),
        ("<p>Ikke merket</p>", []),
    ],
)
def test_marked_texts_of_a_template_are_found(template: str, texts: list[tuple[object, str | None]]) -> None:
    assert list(messages.texts_of_template(template, "x.html")) == texts


def test_marked_texts_of_code_are_found() -> None:
    code = 'a = _("Hei")\nb = ngettext("%(n)d vakt", "%(n)d vakter", n)\nc = pgettext_lazy("uke", "Man")\nd = "nei"\n'
    assert list(messages.texts_of_code(code)) == [
        ("Hei", None),
        (("%(n)d vakt", "%(n)d vakter"), None),
        ("Man", "uke"),
    ]


@pytest.mark.parametrize(
    "code", ["a = f\"{b} {_('og')} {c}\"", "a = f'{text.gettext(\"og\")}'", "f\"{ngettext(a, 'vakter', n)}\""]
)
def test_a_marked_text_inside_an_f_string_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="line 1"):
        list(messages.texts_of_code(code))


def test_a_text_that_is_marked_elsewhere_may_be_translated_inside_an_f_string() -> None:
    assert list(messages.texts_of_code('a = f"{b}, {gettext(word)}"')) == []


def catalogue(*entries: tuple[str, str], fuzzy: bool = False) -> Catalog:
    made = Catalog(locale="nn")
    for text, translation in entries:
        made.add(text, translation, flags={"fuzzy"} if fuzzy else ())
    return made


@pytest.mark.parametrize(
    ("have", "fault"),
    [
        (catalogue(), "missing: Frist %(day)s"),
        (catalogue(("Frist %(day)s", "")), "not translated: Frist %(day)s"),
        (catalogue(("Frist %(day)s", "Frist %(day)s"), fuzzy=True), "fuzzy: Frist %(day)s"),
        (catalogue(("Frist %(day)s", "Frist %(dag)s")), "names a value that the text does not have: Frist %(day)s"),
        (catalogue(("Frist %(day)s", "Frist %(day)s"), ("Borte", "Vekke")), "no longer used: Borte"),
    ],
)
def test_each_kind_of_fault_in_a_catalogue_is_seen(have: Catalog, fault: str) -> None:
    assert list(messages.faults_of(have, catalogue(("Frist %(day)s", "")))) == [fault]


def test_a_whole_catalogue_has_no_fault() -> None:
    assert list(messages.faults_of(catalogue(("Ja", "Ja")), catalogue(("Ja", "")))) == []


def test_bringing_a_catalogue_up_to_date_keeps_translations_and_drops_what_is_gone(tmp_path: Path) -> None:
    have = catalogue(("Ny", ""), ("Vakt", "Vakt!"), ("Borte", "Vekke"))
    fresh = messages.updated(have, catalogue(("Vakt", ""), ("Uke", "")))
    messages.save(fresh, tmp_path / "nn.po")
    again = messages.read(tmp_path / "nn.po", "nn")
    assert {message.id: message.string for message in again if message.id} == {"Uke": "", "Vakt": "Vakt!"}


def run_totals(folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "totals.py", folder], capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()[-1]


def test_the_last_line_of_a_run_is_the_sum_of_its_reports(tmp_path: Path) -> None:
    assert run_totals(tmp_path) == "0 passed, 1 failed"
    report = '<testsuites><testsuite tests="{}" failures="{}" errors="{}" skipped="{}"/></testsuites>'
    (tmp_path / "a.xml").write_text(report.format(10, 1, 1, 2), encoding="utf-8")
    (tmp_path / "b.xml").write_text(report.format(5, 0, 0, 0), encoding="utf-8")
    assert run_totals(tmp_path) == "11 passed, 2 failed, 2 skipped"


def test_an_old_python_is_told_what_is_needed() -> None:
    code = (
        "import sys, runpy; sys.version_info = (3, 9, 2); sys.argv = ['bootstrap', 'environment'];"
        f"runpy.run_path({str(ROOT / 'tools' / 'bootstrap.py')!r}, run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "needs Python 3.11 or newer, and this is 3.9" in done.stderr
