"""Loaded before Django's settings: an own data folder for each run, and a real PostgreSQL when it is asked for.

`SELVSTYRT_TEST_DB=postgres` takes the server of DATABASE_URL if that is set, else starts the newest PostgreSQL
that is installed, with Norwegian sorting. The superuser may not run PostgreSQL, so as root it runs as `postgres`.
"""

from __future__ import annotations

import atexit
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

MISSING = (
    "PostgreSQL's server programs are not installed. Install them (on Debian: apt-get install postgresql), or set"
    " DATABASE_URL to a server where the user may create databases."
)
# Tests only: a crash may lose the database, so it need not wait for the disk.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=127.0.0.1")


def pytest_report_header() -> str:
    """Which database this run is on."""
    return f"database: {'PostgreSQL' if os.environ.get('DATABASE_URL') else 'SQLite'}"


def _server_programs() -> Path | None:
    """The folder of the newest installed server."""
    folders = [Path(found).resolve().parent] if (found := shutil.which("initdb")) else []
    folders += Path("/usr/lib/postgresql").glob("*/bin")
    complete = [folder for folder in folders if (folder / "initdb").is_file() and (folder / "postgres").is_file()]
    return max(
        complete, key=lambda folder: int(folder.parent.name) if folder.parent.name.isdecimal() else 0, default=None
    )


def _unprivileged() -> dict[str, Any]:
    """How to start a program as somebody who is not root."""
    if os.geteuid() != 0:
        return {}
    owner = pwd.getpwnam("postgres")
    return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _start_postgres(folder: Path) -> str:
    """Start a server with an empty cluster in the folder; gives back its address."""
    programs = _server_programs()
    if programs is None:
        sys.exit(MISSING)
    who = _unprivileged()
    data = folder / "postgres"
    data.mkdir()
    if who:
        folder.chmod(0o755)
        shutil.chown(data, who["user"], who["group"])
    locale = ["--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=nb-NO"]
    subprocess.run(
        [programs / "initdb", "-D", data, "-U", "selvstyrt", "--auth=trust", "--no-sync", *locale],
        check=True,
        cwd="/",
        stdout=subprocess.DEVNULL,
        **who,
    )
    port = _free_port()
    options = [part for setting in FAST for part in ("-c", setting)]
    log = (folder / "postgres.log").open("wb")
    server = subprocess.Popen(
        [programs / "postgres", "-D", data, "-p", str(port), "-k", str(data), *options],
        cwd="/",
        stdout=log,
        stderr=log,
        start_new_session=True,
        **who,
    )
    log.close()
    atexit.register(_stop, server)
    _wait_for(server, port, folder / "postgres.log")
    return f"postgresql://selvstyrt@127.0.0.1:{port}/postgres"


def _wait_for(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    for _attempt in range(300):
        if server.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    sys.exit(f"PostgreSQL did not start:\n{log.read_text(encoding='utf-8', errors='replace')}")


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()


def _prepare() -> None:
    if "PYTEST_XDIST_WORKER" in os.environ:  # a worker inherits folder and address from the first process
        return
    folder = Path(tempfile.mkdtemp(prefix="selvstyrt-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "static").mkdir()
    os.environ["SELVSTYRT_VAR"] = str(folder)
    os.environ["SELVSTYRT_SECRET_KEY"] = "for tests only"
    chosen = os.environ.get("SELVSTYRT_TEST_DB", "sqlite")
    if chosen == "sqlite":
        os.environ.pop("DATABASE_URL", None)
    elif chosen != "postgres":
        sys.exit(f"SELVSTYRT_TEST_DB is {chosen!r}; write sqlite or postgres.")
    elif "DATABASE_URL" not in os.environ:
        os.environ["DATABASE_URL"] = _start_postgres(folder)


_prepare()
