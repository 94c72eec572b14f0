"""JSON files for the command line: what cannot be read is told plainly, and nothing is half written."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

STDIN = Path("-")


class UnreadableError(Exception):
    """A file cannot be read or written, or is not JSON."""


def read_json(path: Path, *, exact: bool = True) -> Any:
    """The parsed file; `-` is standard input. With `exact`, decimals are `Decimal`.

    Raises: UnreadableError, with what is wrong and how to mend it.
    """
    text = _decoded(_bytes_of(path), path)
    if not text.strip():
        raise UnreadableError(f"{path} is empty. Write one JSON object or list in it.")
    try:
        return json.loads(
            text,
            parse_float=Decimal if exact else None,
            parse_constant=_no_such_number,
            object_pairs_hook=_no_doubles,
        )
    except json.JSONDecodeError as error:
        raise UnreadableError(
            f"{path} is not JSON: line {error.lineno}, column {error.colno}: {error.msg}. Mend that place."
        ) from error
    except RecursionError as error:
        raise UnreadableError(f"{path} is not JSON that can be read: it is nested too deep. Flatten it.") from error
    except ValueError as error:
        raise UnreadableError(f"{path} is not JSON that can be read: {_reason(error)}") from error


def _bytes_of(path: Path) -> bytes:
    try:
        return sys.stdin.buffer.read() if path == STDIN else path.read_bytes()
    except IsADirectoryError as error:
        raise UnreadableError(f"{path} is a directory. Give a file.") from error
    except OSError as error:
        raise UnreadableError(f"{path} cannot be opened: {error.strerror}.") from error


def _decoded(raw: bytes, path: Path) -> str:
    """The text; a byte order mark in front is allowed."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"{path} is not JSON in UTF-8: byte {error.start + 1} is 0x{raw[error.start]:02x}. Save the file as UTF-8."
        ) from error


def _no_such_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number that JSON knows. Write digits.")


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys stand once: a second one would silently win."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key {key!r} stands twice in one object. Remove one of them.")
        found[key] = value
    return found


def _reason(error: ValueError) -> str:
    text = str(error)
    return "it holds a number with thousands of digits. Write a shorter one." if "digits)" in text else text


def write_whole(path: Path, text: str) -> None:
    """Write the file in one act: either all of it is there, or what was there before.

    Raises: UnreadableError.
    """
    special = path.exists() and not path.is_file()
    beside = path if special else path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_text(text, encoding="utf-8")
        if not special:
            beside.replace(path)
    except OSError as error:
        if not special:
            with suppress(OSError):
                beside.unlink()
        raise UnreadableError(f"{path} cannot be written: {error.strerror}.") from error
