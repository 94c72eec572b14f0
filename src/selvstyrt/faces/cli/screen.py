"""Standard output and error that may be closed, full or hung up: the work goes on, and no second error is told."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TextIO

import click


def tell(text: str = "", *, nl: bool = True) -> None:
    """Say something on standard error; where nobody can hear it any more, such as a closed terminal, nothing."""
    try:
        click.echo(text, nl=nl, err=True)
    except OSError:
        silence(sys.stderr)


def is_terminal() -> bool:
    """True when somebody looks at standard error as it comes."""
    stream: TextIO | None = sys.stderr  # None when the command was started with it closed
    return stream is not None and stream.isatty()


def silence(stream: TextIO) -> None:
    """Send what still waits in a stream that cannot be written nowhere; else Python complains of it at its end."""
    with suppress(OSError, ValueError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, stream.fileno())
        os.close(null)
