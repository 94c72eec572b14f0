"""Messages to advisers: limits, repeats, mails that are shared, answers, and deletion in time."""

from __future__ import annotations

import smtplib
from datetime import timedelta

import pytest
from django.core import mail

from selvstyrt.apps.directory import contact_mails
from selvstyrt.apps.directory.contact import (
    KEEP_DAYS,
    MAILS_PER_HOUR,
    PER_SENDER_DAY,
    PER_SENDER_HOUR,
    PER_SUPPLIER_HOUR,
    delete_expired,
    mark_answered,
    receipt,
    receive,
    sender_hash,
    withdraw,
)
from selvstyrt.apps.directory.contact_mails import send_notices
from selvstyrt.apps.directory.models import ContactMessage, ContactNotice
from selvstyrt.apps.directory.queries.suppliers import messages_to
from selvstyrt.apps.journal.models import Event
from selvstyrt.core.base import NoAnswer, NotAllowed, SelvstyrtError, WrongInput
from tests.cast import NOW, Cast
from tests.faces.web.supplier.building import LETTER, publish, publish_other, write

pytestmark = pytest.mark.django_db


def test_a_message_is_stored_and_the_adviser_is_told_without_what_it_says(cast: Cast) -> None:
    slug = publish(cast)
    made = write(slug, now=NOW)

    assert send_notices(now=NOW) == 1
    (told,) = mail.outbox
    assert told.to == ["raadgiver@example.test"]
    assert "Mona" not in told.body and "nyttår" not in told.body and not told.reply_to
    (message,) = messages_to(cast.supplier.uid)
    assert (message.name, message.text) == ("Mona Prøve", LETTER.text)
    assert made.delete_on == message.delete_on == NOW.date() + timedelta(days=KEEP_DAYS)


def test_a_supplier_may_have_the_whole_message_by_mail_and_answer_it(cast: Cast) -> None:
    write(publish(cast, mails_whole_message=True), now=NOW)
    send_notices(now=NOW)

    assert LETTER.text in mail.outbox[0].body
    assert mail.outbox[0].reply_to == ["mona@example.test"]


def test_the_same_form_and_the_same_text_count_once(cast: Cast) -> None:
    slug = publish(cast)
    first = receive(slug=slug, letter=LETTER, nonce="a" * 32, address="192.0.2.1", now=NOW)
    again = receive(slug=slug, letter=LETTER, nonce="a" * 32, address="192.0.2.1", now=NOW)
    same_text = write(slug, now=NOW + timedelta(hours=5), text=f"  {LETTER.text.upper()}\n")
    later = write(slug, now=NOW + timedelta(days=2))

    assert again.uid == same_text.uid == first.uid
    assert again.is_repeat and same_text.is_repeat and not later.is_repeat
    assert ContactMessage.objects.count() == 2


def test_the_same_text_to_another_supplier_is_another_message(cast: Cast) -> None:
    write(publish(cast), now=NOW)
    write(publish_other(cast), now=NOW)

    assert len(messages_to(cast.supplier.uid)) == len(messages_to(cast.other_supplier.uid)) == 1


def test_a_hundred_posts_from_one_place_leave_five_messages_and_one_mail(cast: Cast) -> None:
    slug = publish(cast)
    refused = set()
    for number in range(100):
        try:
            write(slug, now=NOW + timedelta(seconds=number), text=f"Kjøp nå {number}")
        except NotAllowed as error:
            refused.add(error.code)

    assert refused == {"contact_sender_limit"}
    assert ContactMessage.objects.count() == PER_SENDER_HOUR
    assert send_notices(now=NOW + timedelta(hours=1)) == 1


def test_a_thousand_posts_from_a_thousand_places_leave_few_mails(cast: Cast) -> None:
    slug = publish(cast)
    refused, sent = set(), 0
    for number in range(1000):
        moment = NOW + timedelta(seconds=number)
        try:
            write(slug, now=moment, address=f"10.0.{number // 250}.{number % 250}", text=f"Kjøp nå {number}")
        except NotAllowed as error:
            refused.add(error.code)
        else:
            sent += send_notices(now=moment)

    assert refused == {"contact_supplier_limit"}
    assert ContactMessage.objects.count() == PER_SUPPLIER_HOUR
    assert sent == MAILS_PER_HOUR
    late = send_notices(now=NOW + timedelta(hours=1, minutes=20))
    assert late == 1
    assert f"{PER_SUPPLIER_HOUR - MAILS_PER_HOUR} nye meldinger" in mail.outbox[-1].subject
    assert ContactNotice.objects.filter(sent_at=None).count() == 0


def test_a_sender_gets_room_again_after_an_hour_but_not_more_than_a_day_allows(cast: Cast) -> None:
    slug = publish(cast)
    begin = NOW.replace(hour=0) - timedelta(minutes=30)  # half past midnight in Oslo
    begin += timedelta(hours=1)
    taken = 0
    for hour in range(6):
        for number in range(PER_SENDER_HOUR + 1):
            try:
                write(slug, now=begin + timedelta(hours=hour, minutes=number), text=f"{hour} {number}")
                taken += 1
            except NotAllowed:
                continue

    assert taken == PER_SENDER_DAY


def test_another_sender_is_not_stopped_by_the_first_one(cast: Cast) -> None:
    slug = publish(cast)
    for number in range(PER_SENDER_HOUR):
        write(slug, now=NOW, text=f"Nr. {number}")

    assert not write(slug, now=NOW, address="198.51.100.3").is_repeat


def test_the_place_a_message_came_from_cannot_be_read_and_is_another_the_next_day() -> None:
    today, tomorrow = NOW.date(), NOW.date() + timedelta(days=1)

    assert sender_hash("192.0.2.1", today) == sender_hash("192.0.2.1", today)
    assert sender_hash("192.0.2.1", today) != sender_hash("192.0.2.1", tomorrow)
    assert sender_hash("192.0.2.1", today) != sender_hash("192.0.2.2", today)
    assert sender_hash("2001:db8:1:2::1", today) == sender_hash("2001:db8:1:2:ffff::9", today)
    assert sender_hash("2001:db8:1:2::1", today) != sender_hash("2001:db8:1:3::1", today)
    assert "192.0.2.1" not in sender_hash("192.0.2.1", today)
    assert sender_hash("junk", today) == sender_hash("", today)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": " "}, "text_missing"),
        ({"text": ""}, "text_missing"),
        ({"text": "x" * 2001}, "text_too_long"),
        ({"text": "a\x00b"}, "text_has_nul"),
        ({"email": "ikke en adresse"}, "email_malformed"),
        ({"email": "a@b..no"}, "email_malformed"),
        ({"email": ""}, "reply_address_missing"),
        ({"email": "", "phone": "123"}, "phone_malformed"),
        ({"name": "Mona\nBcc: alle@example.test"}, "name_has_lines"),
        ({"language": "se"}, "language_unknown"),
        ({"municipality_number": "46011"}, "municipality_number_malformed"),
    ],
)
def test_what_cannot_be_answered_or_stored_is_refused(cast: Cast, changes: dict[str, str], code: str) -> None:
    slug = publish(cast)
    with pytest.raises(WrongInput) as refused:
        write(slug, now=NOW, **changes)
    assert refused.value.code == code
    assert not ContactMessage.objects.exists()


@pytest.mark.parametrize("changes", [{"is_published": False}, {"contact_email": ""}])
def test_a_supplier_without_profile_or_address_cannot_be_written_to(cast: Cast, changes: dict[str, object]) -> None:
    with pytest.raises(NoAnswer, match="takes no messages"):
        write(publish(cast, **changes), now=NOW)
    with pytest.raises(NoAnswer):
        write("abcent", now=NOW)


def test_mail_that_fails_is_tried_again_and_goes_out_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    write(publish(cast), now=NOW)

    class Away:
        def send_messages(self, _messages: object) -> None:
            raise smtplib.SMTPServerDisconnected("gone")

        def close(self) -> None: ...

    with monkeypatch.context() as broken:
        broken.setattr(contact_mails, "get_connection", Away)
        assert send_notices(now=NOW) == 0
    assert send_notices(now=NOW + timedelta(seconds=30)) == 0
    assert send_notices(now=NOW + timedelta(minutes=3)) == 1
    assert send_notices(now=NOW + timedelta(minutes=9)) == 0


def test_a_message_can_be_taken_back_before_and_after_the_mail(cast: Cast) -> None:
    slug = publish(cast)
    made = write(slug, now=NOW)

    assert withdraw(slug=slug, uid=made.uid, now=NOW)
    assert not withdraw(slug=slug, uid=made.uid, now=NOW)
    assert receipt(slug=slug, uid=made.uid) is None
    assert send_notices(now=NOW) == 0 and mail.outbox == []


def test_messages_are_deleted_when_their_time_is_over_and_the_journal_keeps_none_of_their_words(cast: Cast) -> None:
    slug = publish(cast)
    write(slug, now=NOW)
    write(slug, now=NOW + timedelta(days=1), text="Enda en")

    assert delete_expired(now=NOW + timedelta(days=KEEP_DAYS - 1)) == 0
    assert delete_expired(now=NOW + timedelta(days=KEEP_DAYS)) == 1
    assert [each.text for each in messages_to(cast.supplier.uid)] == ["Enda en"]
    written = " ".join(str(event.facts) for event in Event.objects.all())
    assert "Mona" not in written and "example.test" not in written


def test_only_the_suppliers_own_coordinator_marks_an_answer(cast: Cast) -> None:
    slug = publish(cast)
    made = write(slug, now=NOW)
    for stranger in (cast.kari, cast.nina):
        with pytest.raises(NotAllowed, match="coordinator"):
            mark_answered(
                supplier_uid=cast.supplier.uid,
                message_uid=made.uid,
                answered=True,
                by=cast.actor(stranger),
                now=NOW,
            )
    mark_answered(supplier_uid=cast.supplier.uid, message_uid=made.uid, answered=True, by=cast.actor(cast.liv), now=NOW)
    assert messages_to(cast.supplier.uid)[0].answered_by == "Liv"
    mark_answered(
        supplier_uid=cast.supplier.uid, message_uid=made.uid, answered=False, by=cast.actor(cast.liv), now=NOW
    )
    assert messages_to(cast.supplier.uid)[0].answered_at is None


def test_a_message_to_another_supplier_cannot_be_marked(cast: Cast) -> None:
    theirs = write(publish_other(cast), now=NOW)
    with pytest.raises(SelvstyrtError) as refused:
        mark_answered(
            supplier_uid=cast.supplier.uid, message_uid=theirs.uid, answered=True, by=cast.actor(cast.liv), now=NOW
        )
    assert refused.value.code == "message_unknown"
