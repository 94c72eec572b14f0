"""Which adverts are for us: the occupation group, else the title with its group."""

from __future__ import annotations

import pytest

from selvstyrt.apps.directory.adverts.choosing import found_by
from selvstyrt.apps.directory.datasets.vacancies import FoundBy


@pytest.mark.parametrize("code", ["5322", "5322.01", " 5322.07"])
def test_the_first_four_digits_of_the_group_decide(code: str) -> None:
    assert found_by(codes=[code], titles="Vi trenger deg", text="") is FoundBy.CODE


@pytest.mark.parametrize(
    ("codes", "titles"),
    [
        (["5311"], "Personlig assistent søkes"),
        (["5329.10"], "Assistent til aktiv ungdom"),
        ([], "BPA til jente på 10 år"),
        (["5321"], "Brukarstyrt personleg assistanse"),
    ],
)
def test_the_title_decides_within_care_work(codes: list[str], titles: str) -> None:
    assert found_by(codes=codes, titles=titles, text="") is FoundBy.WORDS


def test_an_assistant_without_a_group_counts_when_the_text_names_bpa() -> None:
    assert found_by(codes=[], titles="Assistent søkes", text="Ordningen er BPA.") is FoundBy.WORDS
    assert found_by(codes=[], titles="Assistent søkes", text="Vi er en barnehage.") is None


@pytest.mark.parametrize(
    ("codes", "titles", "text"),
    [
        (["2342.07"], "Pedagogisk leder", "Erfaring med BPA er en fordel"),
        (["3343"], "Personlig assistent til daglig leder", ""),
        (["3412"], "Saksbehandler BPA", "Du vurderer søknader om BPA"),
        (["5311"], "Barnehageassistent", ""),
        (["5312"], "Skoleassistent", ""),
        (["5312"], "Assistent på SFO", "Vi har en elev med BPA"),
    ],
)
def test_other_jobs_are_left_out(codes: list[str], titles: str, text: str) -> None:
    assert found_by(codes=codes, titles=titles, text=text) is None
