"""Collect the texts of templates and code into the catalogues of nynorsk and English; bokmål is the source.

    python tools/messages.py           bring the .po files up to date
    python tools/messages.py --check   fail on texts that are missing, untranslated, fuzzy or broken

A text marked inside an f-string is refused: on Python 3.11 the string is one word, and nobody would collect it.

Uses Babel alone, so that nobody needs gettext's programs.
"""

from __future__ import annotations

import ast
import contextlib
import io
import re
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "selvstyrt"
LOCALE = SOURCE / "faces" / "web" / "locale"
LANGUAGES = ("nn", "en")
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
CALL = re.compile(r"\b(_|gettext|ngettext|pgettext|npgettext)\(")
Text = tuple[str | tuple[str, ...], str | None]
PERCENT = re.compile(r"%\((\w+)\)[sd]")


def main() -> None:
    """Update or check."""
    if not settings.configured:
        settings.configure(USE_I18N=True)
        django.setup()
    found = collected()
    faults: list[str] = []
    for language in LANGUAGES:
        path = LOCALE / language / "LC_MESSAGES" / "django.po"
        catalogue = read(path, language)
        if "--check" in sys.argv[1:]:
            faults += [f"{path.relative_to(ROOT)}: {fault}" for fault in faults_of(catalogue, found)]
        else:
            save(updated(catalogue, found), path)
    if faults:
        sys.exit("\n".join([*faults, f"{len(faults)} texts to mend; run make messages, then translate."]))


def collected() -> Catalog:
    """All texts of the source, each with the files it stands in."""
    catalogue = Catalog(charset="utf-8")
    for path in sorted(SOURCE.rglob("*")):
        if path.suffix not in {".py", ".html", ".txt"} or "vendor" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        origin = path.relative_to(SOURCE).as_posix()
        try:
            texts = list(texts_of_code(text) if path.suffix == ".py" else texts_of_template(text, origin))
        except ValueError as error:
            sys.exit(f"{origin}: {error}")
        for ids, context in texts:
            catalogue.add(ids, locations=[(origin, 0)], context=context)
    return catalogue


def texts_of_code(code: str) -> Iterator[Text]:
    """The marked texts of a Python file."""
    if hidden := list(texts_in_f_strings(code)):
        raise ValueError(f"a marked text inside an f-string is never translated, move it out: {', '.join(hidden)}")
    for _line, ids, _comments, context in extract("python", io.BytesIO(code.encode()), keywords=KEYWORDS):
        yield ids, context


def texts_in_f_strings(code: str) -> Iterator[str]:
    """The marked texts of a Python file that stand inside an f-string."""
    for string in ast.walk(ast.parse(code)):
        for call in ast.walk(string) if isinstance(string, ast.JoinedStr) else ():
            if not isinstance(call, ast.Call) or ast.unparse(call.func).rpartition(".")[2] not in KEYWORDS:
                continue
            if any(isinstance(each, ast.Constant | ast.JoinedStr) for each in call.args):
                yield f"line {call.lineno}, {ast.unparse(call)}"


def texts_of_template(template: str, origin: str) -> Iterator[Text]:
    """The marked texts of a template. Django turns its marks into calls in a text that is not whole Python."""
    flat = templatize(template, origin=origin)
    for match in CALL.finditer(flat):
        call = ast.parse(first_call(flat[match.start() :]), mode="eval").body
        assert isinstance(call, ast.Call)
        parts = [part.value for part in call.args if isinstance(part, ast.Constant) and isinstance(part.value, str)]
        context = parts.pop(0) if "p" in match[1] else None
        yield (parts[0], parts[1]) if "n" in match[1].removesuffix("gettext") else parts[0], context


def first_call(code: str) -> str:
    """The code up to the end of the call that it begins with."""
    depth = 0
    lines = code.splitlines(keepends=True)
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        depth += {"(": 1, ")": -1}.get(token.string, 0)
        if token.string == ")" and depth == 0:
            row, column = token.end
            return "".join(lines[: row - 1]) + lines[row - 1][:column]
    raise ValueError(f"a call without an end: {code[:80]}")


def read(path: Path, language: str) -> Catalog:
    """The catalogue as it lies in the tree; an empty one where there is none."""
    if not path.is_file():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as stream:
        return read_po(stream, locale=language, charset="utf-8")


def updated(catalogue: Catalog, found: Catalog) -> Catalog:
    """The texts of today with the translations we have; texts that are gone are dropped."""
    fresh = Catalog(locale=catalogue.locale, charset="utf-8", header_comment="# Selvstyrt: texts of the pages.\n#")
    for message in found:
        if not message.id:
            continue
        known = catalogue.get(message.id, message.context)
        translation = known.string if known else None
        fresh.add(
            message.id,
            translation,
            locations=message.locations,
            flags=known.flags & {"fuzzy"} if known else (),
            context=message.context,
        )
    return fresh


def save(catalogue: Catalog, path: Path) -> None:
    """Write without dates and line numbers, so that a change shows only what changed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=120, sort_output=True, omit_header=True, include_lineno=False)
    header = (
        f'msgid ""\nmsgstr ""\n"Language: {catalogue.locale}\\n"\n"MIME-Version: 1.0\\n"\n'
        f'"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    )
    path.write_bytes(header.encode() + buffer.getvalue())


def faults_of(catalogue: Catalog, found: Catalog) -> Iterator[str]:
    """What is wrong with a catalogue, text by text."""
    for message in found:
        if not message.id:
            continue
        known = catalogue.get(message.id, message.context)
        if known is None:
            yield f"missing: {shown(message)}"
        elif not all(strings(known)):
            yield f"not translated: {shown(message)}"
        elif known.fuzzy:
            yield f"fuzzy: {shown(message)}"
        elif names(strings(known)) - names(message.id):
            yield f"names a value that the text does not have: {shown(message)}"
    for message in catalogue:
        if message.id and found.get(message.id, message.context) is None:
            yield f"no longer used: {shown(message)}"


def strings(message: Message) -> tuple[str, ...]:
    """The translation's forms."""
    text = message.string or ""
    return (text,) if isinstance(text, str) else tuple(text)


def shown(message: Message) -> str:
    """The beginning of the text."""
    text = message.id[0] if isinstance(message.id, tuple | list) else message.id
    return str(text)[:90].replace("\n", " ")


def names(text: str | tuple[str, ...] | list[str]) -> set[str]:
    """The named values in a text, in either notation."""
    joined = text if isinstance(text, str) else " ".join(text)
    found = set(PERCENT.findall(joined))
    with contextlib.suppress(ValueError):  # a lone brace is text
        found |= {name for _before, name, _spec, _conversion in Formatter().parse(joined) if name}
    return found


if __name__ == "__main__":
    main()
