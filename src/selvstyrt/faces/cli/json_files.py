"""JSON files for the command line: what cannot be read is told plainly, and nothing is half written."""

from __future__ import annotations

import errno
import json
import os
import stat
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


def refuse_unwritable(out: Path, *given: Path) -> None:
    """Say before the work what would keep its outcome from being written after it, by trying.

    `given` are the files that the work reads: none of them may be `out`, under any name.

    Raises: UnreadableError.
    """
    for each in given:
        if _is_same(out, each):
            raise UnreadableError(f"{out} is the input, which would be lost. Choose another name for the output.")
    try:
        target = _target(out)
        if target is None:
            return
        if not target.parent.is_dir():
            raise UnreadableError(f"{out} cannot be written: there is no such folder. Make it, or choose another.")
        beside = temporary_of(target, os.getpid())
        beside.touch()
        beside.unlink()
    except OSError as error:
        raise UnreadableError(f"{out} cannot be written: {error.strerror}.") from error


def write_whole(path: Path, text: str) -> None:
    """Write the file in one act: either all of it is there, or what was there before.

    A symbolic link stays; the file that it leads to is written.

    Raises: UnreadableError.
    """
    try:
        target = _target(path)
        if target is None:
            path.write_text(text, encoding="utf-8")
        else:
            _replace(target, text)
    except OSError as error:
        raise UnreadableError(f"{path} cannot be written: {error.strerror}.") from error


def temporary_of(target: Path, process: int) -> Path:
    """Where a process writes before all of it is there; short, however long the name is."""
    return target.with_name(f".{target.name[:40]}.{process}")


def _replace(target: Path, text: str) -> None:
    beside = temporary_of(target, os.getpid())
    try:
        beside.write_text(text, encoding="utf-8")
        beside.replace(target)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def _target(path: Path) -> Path | None:
    """The file that is to be written, behind any links; None for a device or a pipe, which is written as it is."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return path.resolve()
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    return path.resolve() if stat.S_ISREG(mode) else None


def _is_same(out: Path, given: Path) -> bool:
    """Do two names lead to one file? Devices and pipes may be read and written."""
    try:
        there = out.stat()
        read = os.fstat(sys.stdin.fileno()) if given == STDIN else given.stat()
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(there.st_mode) and os.path.samestat(there, read)
