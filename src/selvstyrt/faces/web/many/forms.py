"""Forms about rosters for many schemes: the period, and which schemes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from selvstyrt.apps.people.queries import OrganisationName
from selvstyrt.apps.plans.services.drafting import check_period
from selvstyrt.core.base import WrongInput
from selvstyrt.faces.web.error_texts import text_for
from selvstyrt.faces.web.forms import DayField, PlainForm

SECONDS = 30


class DaysForm(PlainForm):
    """Which days, and for which supplier when the coordinator has several."""

    first_day = DayField(label=_("Første dag"), help_text=_("dd.mm.åååå"))
    last_day = DayField(label=_("Siste dag"), help_text=_("Til og med. Åtte uker er vanlig."))
    supplier = forms.ChoiceField(label=_("Leverandør"))

    def __init__(self, *args: Any, suppliers: list[OrganisationName], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(suppliers) == 1:
            del self.fields["supplier"]
        else:
            self.fields["supplier"].choices = [(str(each.uid), each.name) for each in suppliers]  # type: ignore[attr-defined]
        self.only = suppliers[0].uid

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last:
            try:
                check_period(first, last, timezone.now())
            except WrongInput as error:
                self.add_error("last_day", text_for(error))
        return cleaned

    @property
    def supplier_uid(self) -> UUID:
        """The supplier that is meant."""
        return UUID(self.cleaned_data["supplier"]) if "supplier" in self.fields else self.only


class SchemesForm(PlainForm):
    """Which schemes, and how long to search for each."""

    seconds = forms.TypedChoiceField(
        label=_("Hvor lenge skal maskinen lete for hver ordning?"),
        choices=[(10, _("10 sekunder")), (30, _("30 sekunder")), (120, _("2 minutter"))],
        coerce=int,
        initial=SECONDS,
        required=False,
    )
    schemes = forms.MultipleChoiceField(label=_("Ordninger"), widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, *args: Any, ready: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["schemes"].choices = ready  # type: ignore[attr-defined]
        self.fields["schemes"].error_messages["invalid_choice"] = _(
            "En av ordningene er ikke klar lenger. Se på listen og velg på nytt."
        )

    def chosen(self) -> list[UUID]:
        """The schemes that are ticked, or all of the list with the button for all."""
        if "all" in self.data:
            return [UUID(uid) for uid, _name in self.fields["schemes"].choices]  # type: ignore[attr-defined]
        return [UUID(uid) for uid in self.cleaned_data["schemes"]]

    def clean_seconds(self) -> int:
        """Half a minute, unless another time is chosen."""
        return self.cleaned_data["seconds"] or SECONDS
