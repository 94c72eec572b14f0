"""Template filters that give Django's form fields Designsystemet's classes and their descriptions."""

from __future__ import annotations

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def is_group(field: BoundField) -> bool:
    """True for several ticks or radio buttons, which need a fieldset."""
    return isinstance(field.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)


@register.filter
def is_tick(field: BoundField) -> bool:
    """True for a single tick, whose label stands after it."""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def anchor(field: BoundField) -> str:
    """The id that an error summary links to."""
    return str(field.auto_id if is_group(field) else field.id_for_label)


@register.filter
def styled(field: BoundField) -> SafeString:
    """The input itself, with class, description and error state; a placeholder would only vanish when needed."""
    classes = f"ds-input {field.field.widget.attrs.get('class', '')}".strip()
    attributes: dict[str, str | bool] = {"class": classes, "placeholder": False}
    described_by = []
    if field.help_text:
        described_by.append(f"{field.auto_id}-hjelp")
    if field.errors:
        described_by.append(f"{field.auto_id}-feil")
        attributes["aria-invalid"] = "true"
    if described_by:
        attributes["aria-describedby"] = " ".join(described_by)
    return field.as_widget(attrs=attributes)
