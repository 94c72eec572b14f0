"""The whole product as a newcomer gets it: the commands of `make demo`, in processes of their own, on loopback."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

START_SECONDS = 60


@dataclass(frozen=True)
class Site:
    """A running site with the demo scheme; `logins` maps a role to an e-mail address."""

    url: str
    folder: Path
    logins: dict[str, str]
    password: str

    def mails(self) -> list[str]:
        """The mails that the site has sent, as text."""
        return [path.read_text(encoding="utf-8") for path in sorted((self.folder / "mail").glob("*"))]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    environment = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "PORT"}}
    environment |= {"SELVSTYRT_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "selvstyrt.config.settings"}
    selvstyrt = [sys.executable, "-m", "selvstyrt.faces.cli.main"]
    subprocess.run([*selvstyrt, "migrate"], env=environment, check=True)
    collect = [sys.executable, "-m", "django", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(collect, env=environment, check=True)
    subprocess.run([*selvstyrt, "demo"], env=environment, check=True, stdout=subprocess.DEVNULL)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (folder / "serve.log").open("wb") as log:
        server = subprocess.Popen([*selvstyrt, "serve", "--port", str(port)], env=environment, stdout=log, stderr=log)
        try:
            url = f"http://127.0.0.1:{port}"
            _wait_for(url, server)
            logins: dict[str, str] = json.loads((folder / "demo-logins.json").read_text(encoding="utf-8"))
            password = logins.pop("password")
            yield Site(url, folder, logins, password)
        finally:
            server.terminate()
            server.wait(timeout=20)


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    patience = time.monotonic() + START_SECONDS
    while True:
        try:
            with urllib.request.urlopen(f"{url}/readyz", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            assert server.poll() is None, "the server ended; see serve.log"
            assert time.monotonic() < patience, "the server did not become ready"
            time.sleep(0.1)
