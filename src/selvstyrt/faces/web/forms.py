"""Form fields that read what people type, and a form that shows refusals where they belong."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from selvstyrt.core.base import SelvstyrtError, Span, WrongInput, local_instant
from selvstyrt.faces.web.amounts import day_text
from selvstyrt.faces.web.error_texts import text_for
from selvstyrt.faces.web.reading import (
    MOST_MINUTES,
    MOST_PER_MILLE,
    is_end_of_day,
    read_clock,
    read_day,
    read_minutes,
    read_per_mille,
)

FILL_IN = _("Fyll ut dette feltet.")
CHOOSE = _("Velg en av mulighetene.")


class PlainForm(forms.Form):
    """A form without the browser's own checks, so that every error stands on the page in our words."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = FILL_IN
            if isinstance(field, forms.ChoiceField):
                field.error_messages["invalid_choice"] = CHOOSE

    def refuse(self, error: SelvstyrtError, places: Mapping[str, str] | None = None) -> None:
        """Show a refusal of a service: at the field that `places` names for its code, else above the form."""
        field = (places or {}).get(error.code) or error.facts.get("field")
        self.add_error(field if field in self.fields else None, text_for(error))


class TextField(forms.CharField):
    """Text without characters that cannot be stored; a limit is told in words."""

    def __init__(self, *, max_length: int = 200, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most = max_length

    def to_python(self, value: Any) -> str:
        text = str(value or "")
        if "\x00" in text:
            raise forms.ValidationError(text_for(WrongInput("text_has_nul", "NUL byte")))
        text = super().to_python(text) or ""
        if len(text) > self.most:
            error = WrongInput("text_too_long", "Too long.", length=len(text), limit=self.most)
            raise forms.ValidationError(text_for(error))
        return text


class NoteField(TextField):
    """Longer text over several lines."""

    widget = forms.Textarea(attrs={"rows": 4})


class _ReadField(forms.Field):
    """A text input whose content is read by a function of `reading`."""

    widget = forms.TextInput

    def read(self, text: str) -> Any:
        raise NotImplementedError

    def to_python(self, value: Any) -> Any:
        text = str(value or "").strip()
        if not text:
            return None
        if "\x00" in text:
            raise forms.ValidationError(text_for(WrongInput("text_has_nul", "NUL byte")))
        try:
            return self.read(text)
        except WrongInput as error:
            raise forms.ValidationError(text_for(error)) from error


class DayField(_ReadField):
    """A day, typed as dd.mm.åååå or nearly so."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def read(self, text: str) -> date:
        return read_day(text, today=timezone.localdate())

    def prepare_value(self, value: Any) -> Any:
        return day_text(value, "number") if isinstance(value, date) else value


class ClockField(_ReadField):
    """A time of day, typed as 07:00, 0700 or 7. What begins on a day never begins at 24:00, which is the day after."""

    def __init__(self, *, begins: bool = False, **kwargs: Any) -> None:
        self.begins = begins
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off"}))
        super().__init__(**kwargs)

    def read(self, text: str) -> time:
        if self.begins and is_end_of_day(text):
            raise WrongInput("starts_at_24", f"{text[:40]!r} is the day after; write 00:00 and that day.")
        return read_clock(text)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value


class HoursField(_ReadField):
    """A number of hours, kept as minutes; at most `most` minutes."""

    def __init__(self, *, most: int = MOST_MINUTES, **kwargs: Any) -> None:
        self.most = most
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def read(self, text: str) -> int:
        return read_minutes(text, most=self.most)

    def prepare_value(self, value: Any) -> Any:
        return hours_typed(value) if isinstance(value, int) else value


class ShareField(_ReadField):
    """A share in per cent, kept as per mille; at most `most` per mille."""

    def __init__(self, *, most: int = MOST_PER_MILLE, **kwargs: Any) -> None:
        self.most = most
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def read(self, text: str) -> int:
        return read_per_mille(text, most=self.most)

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, int):
            return value
        return str(value // 10) if value % 10 == 0 else f"{value // 10},{value % 10}"


def hours_typed(minutes: int) -> str:
    """Minutes as one would type them: 38, 37,5 or 7:20."""
    hours, rest = divmod(minutes, 60)
    if rest == 0:
        return str(hours)
    return f"{hours},{rest * 10 // 60}" if rest % 6 == 0 else f"{hours}:{rest:02}"


class SpanForm(PlainForm):
    """A stretch of time: whole days, or with times; asks first or second when a time exists twice."""

    first_day = DayField(label=_("Første dag"), help_text=_("dd.mm.åååå"))
    starts_at = ClockField(
        label=_("Fra klokken"), begins=True, required=False, help_text=_("La stå tomt for hele dagen.")
    )
    last_day = DayField(
        label=_("Siste dag"), required=False, help_text=_("Til og med. La stå tomt hvis det er samme dag.")
    )
    ends_at = ClockField(label=_("Til klokken"), required=False, help_text=_("La stå tomt for hele dagen."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        first, last = cleaned["first_day"], cleaned["last_day"] or cleaned["first_day"]
        start = datetime.combine(first, cleaned["starts_at"] or time())
        end = (
            datetime.combine(last, cleaned["ends_at"])
            if cleaned["ends_at"] and not is_end_of_day(self.data.get(self.add_prefix("ends_at"), ""))
            else datetime.combine(last + timedelta(days=1), time())
        )
        if last == first and cleaned["ends_at"] and cleaned["starts_at"] and end <= start:
            end += timedelta(days=1)  # a night, as people write it: 22 to 07
        try:
            fold = {"first": 0, "second": 1}.get(self.data.get(self.add_prefix("which"), ""))
            cleaned["span"] = Span(local_instant(start, fold=fold), local_instant(end, fold=fold))
        except WrongInput as error:
            if error.code == "time_exists_twice":
                self.fields["which"] = which_field()
            self.refuse(error, {"end_not_after_start": "last_day", "time_exists_twice": "which"})
        return cleaned


def which_field() -> forms.ChoiceField:
    """Which of the two: asked for on the night when the clock goes back."""
    return forms.ChoiceField(
        label=_("Klokken kommer to ganger denne natten. Hvilken mener du?"),
        choices=[
            ("first", _("Første gang, før klokken stilles")),
            ("second", _("Andre gang, etter at klokken er stilt")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
