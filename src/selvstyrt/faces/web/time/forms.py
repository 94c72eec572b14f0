"""The form for worked time: shape, and the way from clock times to instants."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from selvstyrt.apps.timesheets.content import NOTE_LIMIT, EntryContent
from selvstyrt.apps.timesheets.queries import AssistantName
from selvstyrt.core.base import OSLO, SelvstyrtError, Span, WrongInput, local_instant
from selvstyrt.faces.web.error_texts import text_for
from selvstyrt.faces.web.forms import CHOOSE, FILL_IN, ClockField, DayField, NoteField, PlainForm

KINDS = (
    ("work", _("Arbeid")),
    ("travel", _("Reise med arbeidsleder")),
    ("training", _("Opplæring")),
    ("meeting", _("Personalmøte")),
)
WHICH = (("0", _("Første gang (sommertid)")), ("1", _("Andre gang (vintertid)")))
MOST_CALLS = 12
SPARE_CALLS = 1
_PLACES = {
    "end_not_after_start": "end",
    "ends_before_start": "end",
    "entry_too_long": "end",
    "entry_in_the_future": "end",
    "break_too_long": "break_minutes",
    "rest_outside_entry": "rest_start",
    "call_without_rest": "rest_start",
    "entry_outside_assignment": "day",
}


class EntryForm(PlainForm):
    """One attendance: day, from, to, what, break, rest, calls, note.

    A time that comes twice on the night when the clock goes back gets a choice beside it. `key` makes the same
    form sent twice one entry.
    """

    key = forms.UUIDField(widget=forms.HiddenInput)
    day = DayField(label=_("Dag"), help_text=_("dd.mm.åååå"))
    start = ClockField(label=pgettext_lazy("clock", "Fra"), begins=True, help_text=_("For eksempel 07:00"))
    end = ClockField(label=pgettext_lazy("clock", "Til"), help_text=_("For eksempel 15:00"))
    next_day = forms.BooleanField(label=_("Vakten sluttet dagen etter"), required=False)
    kind = forms.ChoiceField(label=_("Hva ble tiden brukt til?"), choices=KINDS, widget=forms.RadioSelect)
    break_minutes = forms.IntegerField(
        label=_("Pause, i minutter"),
        required=False,
        min_value=0,
        max_value=1440,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "invalid": _("Skriv hele minutter, for eksempel 30."),
            "min_value": _("Skriv et antall minutter fra 0 til 1440."),
            "max_value": _("Skriv et antall minutter fra 0 til 1440."),
        },
    )
    break_counts_as_work = forms.BooleanField(label=_("Pausen er betalt"), required=False)
    rest_start = ClockField(label=_("Hviletid fra"), required=False)
    rest_end = ClockField(label=_("Hviletid til"), required=False)
    note = NoteField(
        label=_("Melding til arbeidslederen"), required=False, max_length=NOTE_LIMIT, help_text=_("Ikke om helse.")
    )

    def __init__(self, *args: Any, assistants: Sequence[AssistantName] = (), calls: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if assistants:
            self.fields = {
                "assistant": forms.ChoiceField(
                    label=_("Assistent"),
                    choices=[("", _("Velg assistent")), *((str(a.person_uid), a.name) for a in assistants)],
                    error_messages={"required": FILL_IN, "invalid_choice": CHOOSE},
                ),
                **self.fields,
            }
        sent = sum(1 for number in range(1, MOST_CALLS + 1) if f"call_{number}_start" in self.data)
        more = 2 if "more_calls" in self.data else 0
        self.call_count = min(max(calls + SPARE_CALLS, sent + more), MOST_CALLS)
        for number in range(1, self.call_count + 1):
            self.fields[f"call_{number}_start"] = ClockField(
                label=_("Utrykning %(number)s fra") % {"number": number}, required=False
            )
            self.fields[f"call_{number}_end"] = ClockField(
                label=_("Utrykning %(number)s til") % {"number": number}, required=False
            )
        for name in self._clocks():
            if f"{name}_which" in self.data:
                self._ask_which(name)

    @property
    def wants_more(self) -> bool:
        """True when the press was for more rows, not for sending."""
        return "more_calls" in self.data

    def call_pairs(self) -> list[tuple[Any, ...]]:
        """The bound fields of each call, for the page."""
        return [
            tuple(
                self[name]
                for edge in ("start", "end")
                for name in (f"call_{number}_{edge}", f"call_{number}_{edge}_which")
                if name in self.fields
            )
            for number in range(1, self.call_count + 1)
        ]

    def place(self, error: SelvstyrtError) -> None:
        """Show a refusal at its field."""
        if error.code in {"call_outside_rest", "calls_overlap"}:
            number = error.facts.get("number", 1)
            self.refuse(error, {error.code: f"call_{number}_start"})
        else:
            self.refuse(error, _PLACES)

    def clean(self) -> dict[str, Any]:
        """Read the times together; `content` is what they say."""
        cleaned: dict[str, Any] = self.cleaned_data
        self.content: EntryContent | None = None
        if self.errors:
            return cleaned
        try:
            self.content = self._read(cleaned)
        except _At as at:
            self.add_error(at.field if at.field in self.fields else None, at.text)
        except SelvstyrtError as error:
            self.place(error)
        return cleaned

    def _read(self, cleaned: dict[str, Any]) -> EntryContent:
        day: date = cleaned["day"]
        start = self._instant("start", day)
        end = self._instant("end", day + timedelta(days=1) if cleaned["next_day"] else day)
        if end <= start:
            raise WrongInput("ends_before_start", "The end is before the start.")
        span = Span(start, end)
        rest = self._inside("rest_start", "rest_end", span, "rest_needs_both")
        calls = []
        for number in range(1, self.call_count + 1):
            call = self._inside(f"call_{number}_start", f"call_{number}_end", rest or span, "call_needs_both")
            if call is not None:
                calls.append(call)
        return EntryContent(
            span=span,
            kind=cleaned["kind"],
            break_minutes=cleaned["break_minutes"] or 0,
            break_counts_as_work=cleaned["break_counts_as_work"],
            rest=rest,
            calls=tuple(calls),
            note=cleaned["note"],
        )

    def _inside(self, first: str, last: str, frame: Span, needs_both: str) -> Span | None:
        """The stretch that two clock times mean within the frame, or None when both are empty."""
        given = [name for name in (first, last) if self.cleaned_data.get(name) is not None]
        if not given:
            return None
        if len(given) == 1:
            missing = last if given == [first] else first
            raise _At(missing, WrongInput(needs_both, "Both times are needed."))
        start = self._at_or_after(first, frame.start, inclusive=True)
        return Span(start, self._at_or_after(last, start, inclusive=False))

    def _at_or_after(self, name: str, earliest: datetime, *, inclusive: bool) -> datetime:
        day = earliest.astimezone(OSLO).date()
        instant = self._instant(name, day)
        if instant < earliest or (instant == earliest and not inclusive):
            instant = self._instant(name, day + timedelta(days=1))
        return instant

    def _instant(self, name: str, day: date) -> datetime:
        clock: time = self.cleaned_data[name]
        chosen = self.data.get(f"{name}_which", "")
        fold = int(chosen) if chosen in {"0", "1"} else None
        try:
            return local_instant(datetime.combine(day, clock), OSLO, fold=fold)
        except WrongInput as error:
            if error.code == "time_exists_twice":
                self._ask_which(name)
                raise _At(f"{name}_which", error) from error
            raise _At(name, error) from error

    def _ask_which(self, name: str) -> None:
        label = gettext("%(field)s: hvilken gang?") % {"field": self.fields[name].label}
        self.fields[f"{name}_which"] = forms.ChoiceField(
            label=label, choices=WHICH, required=False, widget=forms.RadioSelect
        )

    def _clocks(self) -> list[str]:
        return [name for name, field in self.fields.items() if isinstance(field, ClockField)]


class _At(Exception):
    """A refusal that belongs to one field."""

    def __init__(self, field: str, error: SelvstyrtError) -> None:
        super().__init__(str(error))
        self.field = field
        self.text = text_for(error)


def initial_of(content: EntryContent) -> dict[str, Any]:
    """The content as the form shows it, with a new key."""
    start, end = content.span.local_start(), content.span.local_end()
    values: dict[str, Any] = {
        "key": uuid4(),
        "day": start.date(),
        "start": start.time(),
        "end": end.time(),
        "next_day": end.date() > start.date(),
        "kind": content.kind,
        "break_minutes": content.break_minutes or None,
        "break_counts_as_work": content.break_counts_as_work,
        "note": content.note,
    }
    if content.rest is not None:
        values |= {"rest_start": content.rest.local_start().time(), "rest_end": content.rest.local_end().time()}
    for number, call in enumerate(content.calls, start=1):
        values |= {
            f"call_{number}_start": call.local_start().time(),
            f"call_{number}_end": call.local_end().time(),
        }
    return values


class ReturnForm(PlainForm):
    """Why an entry goes back to the assistant."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = NoteField(
        label=_("Hva skal assistenten rette?"), max_length=500, help_text=_("Assistenten ser det du skriver.")
    )
