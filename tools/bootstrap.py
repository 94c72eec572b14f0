"""The first steps on a bare machine; runs with whatever python3 is there, so it speaks the oldest dialect.

environment            make .venv and put uv into it
browser-and-database   see that Chromium and PostgreSQL are there, and install them where Debian lets us
"""

import glob
import os
import shutil
import subprocess
import sys

WANTED = (3, 11)
VENV = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), ".venv")
PYTHON = os.path.join(VENV, "bin", "python")


def environment() -> None:
    """Make the virtual environment and install uv there."""
    if sys.version_info[:2] < WANTED:
        sys.exit(
            "Selvstyrt needs Python 3.11 or newer, and this is %d.%d: install a newer one and run"
            " make PYTHON=python3.11 (or its name on your machine)." % sys.version_info[:2]
        )
    if not os.path.isfile(os.path.join(VENV, "bin", "pip")):
        make_venv()
    run(
        [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "uv>=0.7"], "uv could not be fetched"
    )


def make_venv() -> None:
    """A virtual environment with pip; Debian keeps that in a package of its own."""
    print("Making the environment .venv ...", flush=True)
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        if not apt_install(["python3-venv"]):
            sys.exit(
                "Python's venv is missing: install it (on Debian: apt-get install python3-venv) and run make again."
            )
    run([sys.executable, "-m", "venv", "--clear", VENV], "The environment .venv could not be made")


def browser_and_database() -> None:
    """Chromium and PostgreSQL for the tests."""
    missing = []
    if not any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")):
        missing.append("chromium")
    if "DATABASE_URL" not in os.environ and not postgres_is_there():
        missing.append("postgresql")
    if missing and not apt_install(missing):
        sys.exit(
            "The tests need %s: install it (on Debian, as root: apt-get install %s), or run make check, which needs"
            " neither browser nor PostgreSQL." % (" and ".join(missing), " ".join(missing))
        )


def postgres_is_there() -> bool:
    """True when a PostgreSQL server can be started."""
    return bool(shutil.which("initdb") or glob.glob("/usr/lib/postgresql/*/bin/initdb"))


def apt_install(packages: list) -> bool:  # type: ignore[type-arg]  # list[str] is newer than this file
    """Install Debian packages; False when this is not Debian, not root, or it did not work."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return False
    print("Installing %s ..." % " and ".join(packages), flush=True)
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for command in (["update"], ["install", "-y", "--no-install-recommends"] + packages):
        done = subprocess.run(["apt-get", "-qq"] + command, env=quiet, stdout=subprocess.DEVNULL)
        if done.returncode != 0:
            return False
    return True


def run(command: list, what: str) -> None:  # type: ignore[type-arg]
    """Run a command; one sentence when it fails."""
    try:
        subprocess.run(command, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit("%s: %s" % (what, error))


if __name__ == "__main__":
    {"environment": environment, "browser-and-database": browser_and_database}[sys.argv[1]]()
