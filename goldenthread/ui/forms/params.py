"""Which GOV.UK macro shows a field, and with what."""

import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.forms import BoundField
from markupsafe import Markup

from goldenthread.ui.forms import searched
from goldenthread.ui.forms.dates import PARTS, DateBoxes
from goldenthread.ui.forms.searched import Offer

Params = dict[str, Any]
WIDTHS = {2, 3, 4, 5, 10, 20}


_MANY = 12
"""More boxes than this stand small and in columns."""


def govuk(field: BoundField) -> tuple[str, Params]:
    """Return the name of the macro and its parameters; the name is "" for hidden fields."""
    widget = field.field.widget
    if widget.is_hidden:
        return "", {}
    offer = _offer(field)
    if offer is not None and offer.many:
        return "searched", _searched(field, offer)
    for kind, build in _BUILDERS:
        if isinstance(widget, kind):
            return build(field)
    return _input(field)


def _sought(field: BoundField) -> str:
    return searched.words(field.form.data, field.html_name + searched.TEXT) if field.form.is_bound else ""


def _offer(field: BoundField) -> Offer | None:
    if not hasattr(field.field, "offer"):
        return None
    offer: Offer = field.field.offer(_sought(field), next(iter(_chosen(field)), ""))
    return offer


def _searched(field: BoundField, offer: Offer) -> Params:
    source, chosen, text = field.field, _chosen(field), _sought(field)
    finding = getattr(field.form, "finding", "") == field.html_name
    pairs = offer.pairs if source.required or not offer.pairs else (*offer.pairs, ("", source.nothing))
    items = [{"value": value, "text": words, "checked": value in chosen} for value, words in pairs]
    told = _told(offer, text, finding=finding)
    return _common(field) | {"label": field.label, "text": text, "finding": finding, "items": items, "words": told}


def _told(offer: Offer, text: str, *, finding: bool) -> str:
    if offer.more:
        return f"The first {searched.MOST} are shown. Type more of the name to find others."
    if text:
        return f"Found for “{text}”:" if offer.pairs else f"Nothing is called “{text}”. Try fewer letters."
    return "Type part of the name first." if finding else ""


def by_style(html: Markup) -> Markup:
    """Let the stylesheet, not a script, show what belongs to a chosen answer: it works without one, and is sound ARIA."""
    without = re.sub(r' data-aria-controls="[^"]*"| govuk-(?:radios|checkboxes)__conditional--hidden', "", html)
    return Markup(without)  # noqa: S704 - attributes were only taken away


def tight(html: Markup) -> Markup:
    """Return HTML without the empty lines that macros leave; not for text areas, whose line ends are content."""
    if "<textarea" in html:
        return html
    return Markup(re.sub(r"\s*\n\s*", "\n", html))  # noqa: S704 - only white space was taken away


def _common(field: BoundField) -> Params:
    params: Params = {"id": field.auto_id or field.html_name, "name": field.html_name}
    if field.help_text:
        params["hint"] = {"text": str(field.help_text)}
    if field.errors:
        params["errorMessage"] = {"text": " ".join(str(error) for error in field.errors)}
    if field.field.disabled:
        params["disabled"] = True
    return params


def _labelled(field: BoundField) -> Params:
    label: Params = {"text": field.label}
    if getattr(field.field, "heading", False):
        label |= {"isPageHeading": True, "classes": "govuk-label--l"}
    return _common(field) | {"label": label}


def _grouped(field: BoundField) -> Params:
    legend: Params = {"text": field.label}
    if getattr(field.field, "heading", False):
        legend |= {"isPageHeading": True, "classes": "govuk-fieldset__legend--l"}
    return _common(field) | {"fieldset": {"legend": legend}, "idPrefix": field.auto_id or field.html_name}


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _classes(field: BoundField) -> str:
    width = getattr(field.field, "width", "")
    if width in WIDTHS:
        return f"govuk-input--width-{width}"
    return "" if width == "full" else "govuk-!-width-two-thirds"


def _input(field: BoundField) -> tuple[str, Params]:
    source = field.field
    params = _labelled(field) | {"value": _text(field.value()), "classes": _classes(field)}
    kind = "email" if isinstance(source, forms.EmailField) else getattr(source.widget, "input_type", "text")
    params["type"] = kind
    if isinstance(source, forms.IntegerField):  # Django's decimal field is one too
        decimal = isinstance(source, forms.DecimalField)
        params |= {"inputmode": "decimal" if decimal else "numeric", "type": "text"}
    if kind == "email":
        params["spellcheck"] = False
    for side in ("prefix", "suffix"):
        words = getattr(source, "affix", {}).get(side)
        if words:
            params[side] = {"text": words}
    autocomplete = getattr(source, "autocomplete", "") or source.widget.attrs.get("autocomplete", "")
    if autocomplete:
        params["autocomplete"] = autocomplete
    return "input", params


def _textarea(field: BoundField) -> tuple[str, Params]:
    params = _labelled(field) | {"value": _text(field.value()), "rows": getattr(field.field, "rows", 5)}
    if getattr(field.field, "count", False):
        return "character_count", params | {"maxlength": field.field.max_length, "threshold": 75}
    return "textarea", params


def _password(field: BoundField) -> tuple[str, Params]:
    autocomplete = getattr(field.field, "autocomplete", "") or field.field.widget.attrs.get("autocomplete", "")
    params = _labelled(field) | {"classes": _classes(field)}
    return "password_input", params | {"autocomplete": autocomplete or "current-password"}


def _file(field: BoundField) -> tuple[str, Params]:
    params = _labelled(field)
    if getattr(field.field, "accept", ""):
        params["attributes"] = {"accept": field.field.accept}
    return "file_upload", params


def _date(field: BoundField) -> tuple[str, Params]:
    params = _grouped(field)
    value = field.value()
    values = value if isinstance(value, list) else field.field.widget.decompress(value)
    wrong = _wrong_parts(field)
    items = []
    for part, box in zip(PARTS, values, strict=True):
        classes = f"govuk-input--width-{4 if part == 'year' else 2}"
        items.append(
            {
                "name": part,
                "id": f"{params['id']}-{part}",
                "label": part.title(),
                "classes": f"{classes} govuk-input--error" if part in wrong else classes,
                "value": _text(box),
            }
        )
    params["fieldset"]["role"] = "group"
    return "date_input", params | {"namePrefix": field.html_name, "items": items}


def _wrong_parts(field: BoundField) -> set[str]:
    if not field.errors:
        return set()
    named = {part for error in field.errors.data for part in (getattr(error, "params", None) or {}).get("parts", ())}
    return named or set(PARTS)


def _select(field: BoundField) -> tuple[str, Params]:
    params = _labelled(field)
    chosen = _chosen(field)
    params["items"] = [
        {"value": value, "text": words, "selected": value in chosen, "disabled": False}
        for value, words in _flat(field.field.choices)
    ]
    if isinstance(field.field.widget, forms.SelectMultiple):
        params["attributes"] = {"multiple": "multiple", "size": "6"}
    return "select", params


def _choices(macro: str) -> Callable[[BoundField], tuple[str, Params]]:
    def build(field: BoundField) -> tuple[str, Params]:
        params = _grouped(field)
        chosen, source, base = _chosen(field), field.field, params["id"]
        params["items"] = [
            {
                "value": value,
                "text": words,
                "id": f"{base}_{number}",
                "checked": value in chosen,
                "hint": {"text": source.hints[value]} if value in getattr(source, "hints", {}) else None,
                "conditional": _conditional(field, value),
            }
            for number, (value, words) in enumerate(_flat(source.choices))
        ]
        if getattr(source, "inline", False):
            params["classes"] = f"govuk-{macro}--inline"
        elif macro == "checkboxes" and len(params["items"]) > _MANY:
            params["classes"] = "govuk-checkboxes--small gt-many"
        return macro, params

    return build


def _checkbox(field: BoundField) -> tuple[str, Params]:
    params = _common(field)
    params["idPrefix"] = params["id"]
    item = {"value": "on", "text": field.label, "id": params["id"], "checked": bool(field.value())}
    if "hint" in params:
        item["hint"] = params.pop("hint")
    return "checkboxes", params | {"items": [item]}


def _conditional(field: BoundField, value: str) -> Params | None:
    names = getattr(field.field, "reveals", {}).get(value, ())
    inner = [names] if isinstance(names, str) else names
    if not inner:
        return None
    return {"html": Markup("").join(field.form[name].as_field_group() for name in inner)}


def _chosen(field: BoundField) -> set[str]:
    value = field.value()
    if isinstance(value, list | tuple | set):
        return {_text(one) for one in value}
    return {_text(value)}


def _flat(choices: Any) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for value, words in choices:
        if isinstance(words, list | tuple):
            found.extend((_text(inner), _text(name)) for inner, name in words)
        else:
            found.append((_text(value), _text(words)))
    return found


_BUILDERS: list[tuple[type, Callable[[BoundField], tuple[str, Params]]]] = [
    (DateBoxes, _date),
    (forms.CheckboxSelectMultiple, _choices("checkboxes")),  # before radios, of which Django makes it a kind
    (forms.RadioSelect, _choices("radios")),
    (forms.CheckboxInput, _checkbox),
    (forms.Select, _select),
    (forms.PasswordInput, _password),
    (forms.Textarea, _textarea),
    (forms.FileInput, _file),
]
