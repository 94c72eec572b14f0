"""What an advert mentions is found by its words and shown with its own sentence."""

from __future__ import annotations

from decimal import Decimal

import pytest

from selvstyrt.apps.directory.adverts.mentions import MOST_WORDING, Mention, Topic, mentions_in


def of(topic: Topic, text: str) -> Mention | None:
    return next((each for each in mentions_in(text) if each.topic is topic), None)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Du må ha førerkort klasse B.", Topic.DRIVING_LICENCE),
        ("Førarkort er ein fordel.", Topic.DRIVING_LICENCE),
        ("A driver's licence is required.", Topic.DRIVING_LICENCE),
        ("Vaktene er på kveldstid.", Topic.EVENING),
        ("Dag/kveld etter avtale", Topic.EVENING),
        ("Våken nattevakt annenhver uke", Topic.NIGHT),
        ("Hvilende netter forekommer", Topic.NIGHT),
        ("Overnatting inngår.", Topic.NIGHT),
        ("Jobbing hver tredje helg", Topic.WEEKEND),
    ],
)
def test_a_topic_is_found_in_three_languages(text: str, topic: Topic) -> None:
    found = of(topic, f"Vi søker assistent.\n{text}")
    assert found is not None
    assert found.wording == text


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Du hjelper til med kveldsmat.", Topic.EVENING),
        ("Nattbordet skal tørkes.", Topic.NIGHT),
        ("Jobben er på Helgeland.", Topic.WEEKEND),
        ("Vi har 30 % rabatt på trening.", Topic.POSITION_PERCENT),
        ("Du får 200 timer i uken.", Topic.WEEKLY_HOURS),
    ],
)
def test_words_that_only_look_alike_are_no_mention(text: str, topic: Topic) -> None:
    assert of(topic, text) is None


def test_a_licence_that_is_not_needed_is_mentioned_with_just_those_words() -> None:
    found = of(Topic.DRIVING_LICENCE, "Førerkort er ikke et krav. Du må kunne norsk.")
    assert found is not None
    assert found.wording == "Førerkort er ikke et krav."


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("Omtrent 10,5 timer pr. uke.", "10.5", "10.5"),
        ("15 til 20 timer i uka", "15", "20"),
        ("35,5 timer/uke", "35.5", "35.5"),
        ("20–12 timar i veka", "12", "20"),
    ],
)
def test_hours_a_week_are_read_as_numbers(text: str, least: str, most: str) -> None:
    found = of(Topic.WEEKLY_HOURS, text)
    assert found is not None
    assert (found.least, found.most) == (Decimal(least), Decimal(most))


def test_percent_of_a_position_is_read_with_its_range() -> None:
    found = of(Topic.POSITION_PERCENT, "Fast stilling, 50% - 80%.")
    assert found is not None
    assert (found.least, found.most) == (50, 80)


def test_a_long_sentence_is_cut_around_the_words() -> None:
    found = of(Topic.DRIVING_LICENCE, "ord " * 100 + "førerkort klasse B " + "ord " * 100)
    assert found is not None
    assert "førerkort klasse B" in found.wording
    assert found.wording.startswith("… ")
    assert found.wording.endswith(" …")
    assert len(found.wording) <= MOST_WORDING + 4


def test_an_advert_that_says_nothing_mentions_nothing() -> None:
    assert mentions_in("") == ()
    assert mentions_in("Vi søker assistent til hyggelig mann.") == ()
