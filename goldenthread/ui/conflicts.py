"""Two people edited one thing: both versions side by side, nothing is overwritten unseen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse

from goldenthread.ui.forms import EditForm
from goldenthread.ui.pages import page
from goldenthread.ui.words import shown


@dataclass(frozen=True, slots=True)
class Line:
    """One field in both versions. ``field`` is the form's field, filled with what the person typed."""

    label: str
    name: str
    yours: str
    theirs: str
    field: BoundField

    @property
    def differs(self) -> bool:
        """Whether the two versions say different things."""
        return self.yours != self.theirs


@dataclass(frozen=True, slots=True)
class SideBySide:
    """A form and what is stored now."""

    form: EditForm
    lines: tuple[Line, ...]
    edition: int

    @property
    def different(self) -> tuple[Line, ...]:
        """The lines to decide on."""
        return tuple(line for line in self.lines if line.differs)

    @property
    def same(self) -> tuple[Line, ...]:
        """The lines on which both agree."""
        return tuple(line for line in self.lines if not line.differs)


Getter = Callable[[Any], Any]


def side_by_side(form: EditForm, theirs: Model, values: Mapping[str, Any] | None = None) -> SideBySide:
    """Lay a form that was refused with `EditConflict` beside the stored object.

    ``values`` gives the stored value of fields that are not plain attributes of ``theirs``. The form then carries the newest
    edition, so that saving again means "I have seen both".
    """
    stored = dict(values or {})
    lines = []
    for bound in form:
        if bound.is_hidden:
            continue
        value = stored[bound.name] if bound.name in stored else getattr(theirs, bound.name, None)
        lines.append(Line(str(bound.label), bound.name, _words(bound, bound.value()), _words(bound, value), bound))
    edition = int(getattr(theirs, "edition", 0))
    form.data = form.data.copy()
    form.data[form.add_prefix("edition")] = str(edition)
    return SideBySide(form, tuple(lines), edition)


def conflict_page(
    request: HttpRequest,
    form: EditForm,
    theirs: Model,
    *,
    title: str,
    back: tuple[str, str],
    values: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Return the page with both versions and the form to save again; status 409. Post it to the same address."""
    context = {"sides": side_by_side(form, theirs, values), "title": title, "back": back}
    return page(request, "ui/conflict.jinja", context, status=409)


def _words(bound: BoundField, value: Any) -> str:
    """Return a value as the form shows it: the words of a choice, a date as a date."""
    field = bound.field
    if hasattr(field, "queryset"):
        value = getattr(value, "pk", value)
    value = field.prepare_value(value)
    choices = getattr(field, "choices", None)
    if choices is not None and value not in (None, ""):
        words = {str(key): str(name) for key, name in choices}
        many = value if isinstance(value, list | tuple | set | frozenset) else [value]
        return shown([words.get(str(one), str(one)) for one in many])
    if isinstance(value, list):
        return " ".join(str(part) for part in value if part)
    if bound.name in bound.form.cleaned_data and value == bound.value():
        return shown(bound.form.cleaned_data[bound.name]).strip()
    return shown(value).strip()
