"""The client: its pace, and what it says of itself."""

from __future__ import annotations

import pytest

from selvstyrt.apps.directory.importing import SourceFailed
from selvstyrt.apps.directory.network import Network, checked_via
from selvstyrt.core.base import WrongInput
from tests.apps.directory.source import Source

HOST = "data.example.no"


def network(source: Source, slept: list[float], a_minute: int = 60) -> Network:
    return Network(frozenset({HOST}), a_minute, 1000, (0.0,), source.address, slept.append)


def test_no_more_calls_a_minute_than_the_source_allows(source: Source) -> None:
    source.says(f"{HOST}/x", [])
    slept: list[float] = []
    client = network(source, slept, a_minute=3)
    for _ in range(3):
        client.ask(f"https://{HOST}/x", {})
    assert slept == []
    client.ask(f"https://{HOST}/x", {})
    assert len(slept) == 1
    assert 50 < slept[0] <= 60


def test_two_importers_of_one_host_share_its_pace(source: Source) -> None:
    source.says(f"{HOST}/x", [])
    slept: list[float] = []
    network(source, slept, a_minute=1).ask(f"https://{HOST}/x", {})
    network(source, slept, a_minute=1).ask(f"https://{HOST}/x", {})
    assert len(slept) == 1


def test_it_says_who_it_is_and_sends_json_by_post(source: Source) -> None:
    source.says(f"{HOST}/x", [])
    network(source, []).ask(f"https://{HOST}/x?a=1", {"Authorization": "Bearer t"}, b'{"a":1}')
    (asked,) = source.asked
    assert (asked.method, asked.target, asked.body) == ("POST", f"{HOST}/x?a=1", b'{"a":1}')
    assert asked.headers["user-agent"].startswith("selvstyrt/")
    assert asked.headers["content-type"] == "application/json"
    assert asked.headers["authorization"] == "Bearer t"


@pytest.mark.parametrize(
    "address",
    [f"http://{HOST}/x", f"https://{HOST}.evil.example/x", f"https://{HOST}:8443/x", "file:///etc/passwd", "x", ""],
)
def test_only_https_to_declared_hosts_is_asked(source: Source, address: str) -> None:
    with pytest.raises(SourceFailed, match="none of the hosts"):
        network(source, []).ask(address, {})
    assert source.asked == []


@pytest.mark.parametrize("via", ["http://10.0.0.1:80", "ftp://127.0.0.1", "mirror", "http://127.0.0.1.evil.example"])
def test_a_mirror_elsewhere_must_be_https(via: str) -> None:
    with pytest.raises(WrongInput, match="SELVSTYRT_IMPORT_VIA"):
        checked_via(via)


def test_a_mirror_of_this_machine_or_over_https_is_taken_without_its_last_slash() -> None:
    assert checked_via("https://mirror.example/") == "https://mirror.example"
    assert checked_via("http://127.0.0.1:9/") == "http://127.0.0.1:9"
    assert checked_via("") == ""
