"""Posts at the same moment: the limits hold, and one form gives one message."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from selvstyrt.apps.directory.contact import PER_SENDER_HOUR, receive
from selvstyrt.apps.directory.models import ContactMessage
from selvstyrt.core.base import NotAllowed
from tests.cast import NOW, Cast
from tests.faces.web.supplier.building import LETTER, publish, write

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 8


def test_the_limit_of_a_sender_holds_for_posts_at_the_same_moment(cast: Cast) -> None:
    slug = publish(cast)

    def send(number: int) -> str:
        try:
            write(slug, now=NOW, text=f"Nr. {number}")
        except NotAllowed as error:
            return error.code
        finally:
            connection.close()
        return "taken"

    with ThreadPoolExecutor(AT_ONCE) as posts:
        answers = list(posts.map(send, range(AT_ONCE)))

    assert sorted(answers) == ["contact_sender_limit"] * (AT_ONCE - PER_SENDER_HOUR) + ["taken"] * PER_SENDER_HOUR
    assert ContactMessage.objects.count() == PER_SENDER_HOUR


def test_one_form_sent_eight_times_at_once_gives_one_message(cast: Cast) -> None:
    slug = publish(cast)

    def send(_number: int) -> bool:
        try:
            return receive(slug=slug, letter=LETTER, nonce="b" * 32, address="192.0.2.1", now=NOW).is_repeat
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as posts:
        assert sorted(posts.map(send, range(AT_ONCE))) == [False] + [True] * (AT_ONCE - 1)
    assert ContactMessage.objects.count() == 1
