"""How a command is asked to stop: Ctrl-C, SIGTERM, and SIGHUP when its terminal closes."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, NoReturn

STOPPED = 130
"""The exit code of a command that was ended by Ctrl-C before it had an answer; 1 would say that there is none."""

_ENDS = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


class StopKey:
    """While it is entered, Ctrl-C, SIGTERM and SIGHUP ask the work to stop and keep its best.

    Ctrl-C after that ends the command at once. The others are only heard once: a terminal that closes, or a machine
    that goes down, often sends two of them, and the second must not end what is about to be over.
    """

    def __init__(self) -> None:
        self.is_pressed = False
        self._before: dict[int, Any] = {}

    def pressed(self) -> bool:
        """True once it was asked to stop."""
        return self.is_pressed

    def __enter__(self) -> StopKey:
        if _is_main_thread():
            for number in (signal.SIGINT, *_heard()):
                self._before[number] = signal.signal(number, self._press)
        return self

    def __exit__(self, *trace: object) -> None:
        for number, before in self._before.items():
            if number == signal.SIGINT or not self.is_pressed:
                signal.signal(number, before)

    def _press(self, number: int, frame: object) -> None:
        if number == signal.SIGINT and self.is_pressed:
            _end_at_once()
        self.is_pressed = True


@contextmanager
def ended_like_ctrl_c() -> Iterator[None]:
    """While inside, SIGTERM and SIGHUP do what Ctrl-C does: KeyboardInterrupt, once."""
    before = {number: signal.signal(number, _interrupt) for number in (_heard() if _is_main_thread() else ())}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _interrupt(number: int, frame: object) -> NoReturn:
    for each in _ENDS:
        signal.signal(each, signal.SIG_IGN)  # what has to be ended is ended in peace
    raise KeyboardInterrupt


def _end_at_once() -> NoReturn:
    """End without waiting for threads of a solver; processes that help are ended first."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a third one must not come in between
    if (loaded := sys.modules.get("multiprocessing")) is not None:  # else nobody can be helping
        for helper in loaded.active_children():
            helper.kill()
    with suppress(OSError):
        os.write(2, b"Stopped at once; nothing was written.\n")  # as it is: Python may be in the middle of a line
    os._exit(STOPPED)


def _heard() -> list[signal.Signals]:
    """The signals to listen to: not those that whoever started the command has shut out, as nohup does."""
    return [number for number in _ENDS if signal.getsignal(number) is not signal.SIG_IGN]


def _is_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()
