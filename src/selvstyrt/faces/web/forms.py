"""Form fields that read what people type, and a form that shows refusals where they belong."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from selvstyrt.core.base import SelvstyrtError, WrongInput
from selvstyrt.faces.web.amounts import day_text
from selvstyrt.faces.web.error_texts import text_for
from selvstyrt.faces.web.reading import read_clock, read_day, read_minutes, read_per_mille

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
    """A time of day, typed as 07:00, 0700 or 7."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off"}))
        super().__init__(**kwargs)

    def read(self, text: str) -> time:
        return read_clock(text)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value


class HoursField(_ReadField):
    """A number of hours, kept as minutes."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def read(self, text: str) -> int:
        return read_minutes(text)

    def prepare_value(self, value: Any) -> Any:
        return hours_typed(value) if isinstance(value, int) else value


class ShareField(_ReadField):
    """A share in per cent, kept as per mille."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def read(self, text: str) -> int:
        return read_per_mille(text)

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
