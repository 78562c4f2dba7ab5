"""Two people edited one thing: both versions side by side, nothing is overwritten unseen.

    try:
        operations.change_group(by=viewer, at=now, group=pk, **form.cleaned_data)
    except EditConflict as conflict:
        return conflict_page(request, form, conflict.theirs, title=group.name, back=("Back to the group", url))

The page posts to the same address: the form then carries the newest edition and, field by field, the version chosen.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.http import HttpRequest, HttpResponse

from goldenthread.ui.forms import DateField, EditForm, FileField
from goldenthread.ui.forms.base import TAKE, THEIRS
from goldenthread.ui.pages import page
from goldenthread.ui.words import shown


@dataclass(frozen=True, slots=True)
class Line:
    """One field in both versions. ``sent`` is the stored value as a form would send it: (name, value), …."""

    label: str
    name: str
    yours: str
    theirs: str
    field: BoundField
    sent: tuple[tuple[str, str], ...]

    @property
    def differs(self) -> bool:
        """Whether the two versions say different things."""
        return self.yours != self.theirs

    @property
    def take(self) -> str:
        """The name of the choice between the two."""
        return f"{TAKE}{self.field.html_name}"


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


def side_by_side(form: EditForm, theirs: Any, values: Mapping[str, Any] | None = None) -> SideBySide:
    """Lay a form that was refused with `EditConflict` beside the stored object.

    ``values`` gives the stored value of fields that are not plain attributes of ``theirs``. The form then carries the newest
    edition, so that saving again means "I have seen both".
    """
    stored = dict(values or {})
    lines = []
    for bound in form:
        if bound.is_hidden or isinstance(bound.field, FileField):
            continue
        value = stored[bound.name] if bound.name in stored else getattr(theirs, bound.name, None)
        yours = form.cleaned_data[bound.name] if bound.name in form.cleaned_data else bound.value()
        sent = tuple(_sent(bound, value))
        lines.append(Line(str(bound.label), bound.name, _words(bound, yours), _words(bound, value), bound, sent))
    edition = int(getattr(theirs, "edition", 0))
    form.data = form.data.copy()
    form.data[form.add_prefix("edition")] = str(edition)
    return SideBySide(form, tuple(lines), edition)


def conflict_page(
    request: HttpRequest,
    form: EditForm,
    theirs: Any,
    *,
    title: str,
    back: tuple[str, str],
    values: Mapping[str, Any] | None = None,
    template: str = "ui/conflict.jinja",
) -> HttpResponse:
    """Return the page with both versions, where each field's version is chosen or written anew; status 409."""
    context = {"sides": side_by_side(form, theirs, values), "title": title, "back": back}
    return page(request, template, context, status=409)


def _plain(bound: BoundField, value: Any) -> Any:
    """Return a value as the form's choices know it."""
    if hasattr(value, "pk"):
        value = value.pk
    elif hasattr(value, "all"):
        value = [row.pk for row in value.all()]
    return bound.field.prepare_value(value)


def _sent(bound: BoundField, value: Any) -> list[tuple[str, str]]:
    """Return a value as a form would send it, under names of its own."""
    name = f"{THEIRS}{bound.html_name}"
    if isinstance(bound.field, DateField):
        boxes = bound.field.widget.decompress(value)
        parts = zip(("day", "month", "year"), boxes, strict=True)
        return [(f"{name}-{part}", "" if box is None else str(box)) for part, box in parts]
    plain = _plain(bound, value)
    if isinstance(plain, list | tuple | set | frozenset):
        return [(name, str(one)) for one in plain]
    if isinstance(plain, bool):
        return [(name, "on")] if plain else []
    return [(name, "" if plain is None else str(plain))]


def _words(bound: BoundField, value: Any) -> str:
    """Return a value as the form shows it: the words of a choice, a date as a date."""
    plain = _plain(bound, value)
    choices = getattr(bound.field, "choices", None)
    if choices is None:
        return shown(plain).strip()
    words = {str(key): str(name) for key, name in choices if str(key)}
    many = plain if isinstance(plain, list | tuple | set | frozenset) else [plain]
    return shown([words.get(str(one), str(one)) for one in many if one not in (None, "")])
