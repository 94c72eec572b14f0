"""Public facts brought in beside the rosters: `selvstyrt worker --imports` starts what is due."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

EVERY = 600.0
"""Seconds between two looks at what is due. The schedules of the sources are in days; one is in hours."""

IMPORT_DUE = (sys.executable, "-m", "selvstyrt.faces.cli.main", "import", "--due")


class DueImports:
    """Starts the command now and then, never twice at once (innhenting ved siden av)."""

    def __init__(self, command: Sequence[str] = IMPORT_DUE, every: float = EVERY) -> None:
        self._command = command
        self._every = every
        self._next = 0.0
        self._process: subprocess.Popen[bytes] | None = None

    def tick(self, moment: float) -> bool:
        """Start it when its time has come and the last one has ended; True when it was started. `moment` in seconds."""
        if self._process is not None and self._process.poll() is None:
            return False
        if moment < self._next:
            return False
        self._next = moment + self._every
        self._process = subprocess.Popen(self._command, stdin=subprocess.DEVNULL, start_new_session=True)
        return True

    def leave(self) -> None:
        """End what goes on; an import that is cut off changes nothing."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            self._process.wait()
