"""A search that is asked to stop keeps its best, whoever asks: Ctrl-C, SIGTERM, a terminal that closes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from selvstyrt.engine.generator import Recipe, generate
from selvstyrt.engine.staffing import solve as staffing
from selvstyrt.faces.cli.main import cli
from selvstyrt.faces.cli.stopping import StopKey, ended_like_ctrl_c

COMMAND = [sys.executable, "-m", "selvstyrt.faces.cli.main", "roster"]
SMALL = Path(__file__).parents[3] / "benchmarks" / "problems" / "staffing_small.txt"
ENDS = (signal.SIGTERM, signal.SIGHUP)


@pytest.fixture(autouse=True)
def handlers() -> Iterator[None]:
    """Puts back what the process does on signals."""
    before = {number: signal.getsignal(number) for number in (*ENDS, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture
def hard(tmp_path: Path) -> Path:
    """A problem that no search is done with in two minutes."""
    problem = tmp_path / "hard.json"
    made = generate(Recipe(assistants=8, weeks=8, seed=6, hours_per_week=80))
    problem.write_text(json.dumps(made, default=float), encoding="utf-8")
    return problem


def searching(problem: Path, out: Path) -> subprocess.Popen[str]:
    """The search under way: it has shown a roster."""
    words = ["solve", str(problem), "--out", str(out), "--time-limit", "120", "--workers", "1"]
    running = subprocess.Popen([*COMMAND, *words], stderr=subprocess.PIPE, text=True)
    assert running.stderr is not None
    assert "poeng" in running.stderr.readline()
    time.sleep(1.5)
    return running


@pytest.mark.parametrize("sent", [(signal.SIGTERM,), (signal.SIGHUP, signal.SIGHUP, signal.SIGTERM)], ids=str)
def test_the_best_roster_is_written(tmp_path: Path, hard: Path, sent: tuple[signal.Signals, ...]) -> None:
    out = tmp_path / "roster.json"
    with searching(hard, out) as running:
        for number in sent:
            running.send_signal(number)
        running.communicate(timeout=60)
    assert running.returncode == 0
    assert CliRunner().invoke(cli, ["roster", "check", str(hard), str(out)]).exit_code == 0


def test_ctrl_c_after_it_was_asked_ends_the_command_at_once(tmp_path: Path, hard: Path) -> None:
    with searching(hard, tmp_path / "roster.json") as running:
        running.send_signal(signal.SIGINT)
        while running.poll() is None:
            running.send_signal(signal.SIGINT)
            time.sleep(0.01)
        told = running.communicate(timeout=60)[1]
    assert running.returncode == 130
    assert "Stopped at once" in told
    assert [path.name for path in tmp_path.iterdir()] == ["hard.json"]


@pytest.mark.parametrize("number", [*ENDS, signal.SIGINT])
def test_the_bench_writes_its_best_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals) -> None:
    solve = staffing.solve

    def stopped(*words: Any, should_stop: staffing.ShouldStop, **more: Any) -> staffing.Outcome:
        assert not should_stop()
        os.kill(os.getpid(), number)
        assert should_stop()
        return solve(*words, **{**more, "time_limit_s": 0})

    monkeypatch.setattr(staffing, "solve", stopped)
    out = tmp_path / "roster.csv"
    done = CliRunner().invoke(cli, ["bench", "curtois-qu", str(SMALL), "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert out.read_text()


@pytest.mark.parametrize("number", ENDS)
def test_solve_all_ends_with_its_processes_and_leaves_no_half_file(tmp_path: Path, number: signal.Signals) -> None:
    (tmp_path / "in").mkdir()
    made = generate(Recipe(assistants=12, weeks=12, seed=1))
    (tmp_path / "in" / "hard.json").write_text(json.dumps(made, default=float), encoding="utf-8")
    words = ["solve-all", str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--processes", "1"]
    with subprocess.Popen([*COMMAND, *words, "--time-limit", "600"], stderr=subprocess.PIPE, text=True) as running:
        for _look in range(200):
            if (tmp_path / "out").exists():
                break
            time.sleep(0.1)
        time.sleep(2)
        running.send_signal(number)
        told = running.communicate(timeout=60)[1]
    assert running.returncode == 130, told
    assert "Run the command again" in told
    assert list((tmp_path / "out").iterdir()) == []


def test_who_asked_for_it_not_to_hear_of_a_closed_terminal_is_heeded() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup does
    with StopKey() as stop, ended_like_ctrl_c():
        os.kill(os.getpid(), signal.SIGHUP)
        assert not stop.pressed()


def test_without_a_signal_everything_is_as_before() -> None:
    before = [signal.getsignal(number) for number in (*ENDS, signal.SIGINT)]
    with StopKey() as stop:
        assert not stop.pressed()
    with ended_like_ctrl_c():
        pass
    assert [signal.getsignal(number) for number in (*ENDS, signal.SIGINT)] == before
