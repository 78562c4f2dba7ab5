"""One way through every form: show it, send it, mend it, or lay two versions side by side.

return run(request, Task("Rename the group", (group.name, address), make=form_of, act=rename))
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import field as default_field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from goldenthread.foundation.errors import EditConflict, RuleBroken
from goldenthread.ui.conflicts import conflict_page
from goldenthread.ui.forms import EditForm, Form
from goldenthread.ui.pages import page


@dataclass(frozen=True, slots=True)
class Task:
    """One task on a page of its own.

    ``make`` builds the form from the data that was sent, or from None. ``act`` calls the operation and returns the address to go
    to. ``stored`` gives the stored values of fields that are not plain attributes, for two versions side by side.
    """

    title: str
    back: tuple[str, str]
    make: Callable[[Any], Form]
    act: Callable[[Any], str]
    done: str = "Saved."
    save: str = "Save"
    caption: str = ""
    lede: str = ""
    stored: Callable[[Any], Mapping[str, Any]] | None = None
    template: str = "ui/task.jinja"
    context: Mapping[str, Any] = default_field(default_factory=dict)


def run(request: HttpRequest, task: Task) -> HttpResponse:
    """Answer a request for a task."""
    form = task.make(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            address = task.act(form)
        except RuleBroken as broken:
            form.add_rule_broken(broken)
        except EditConflict as conflict:
            if isinstance(form, EditForm):
                values = task.stored(conflict.theirs) if task.stored else None
                return conflict_page(request, form, conflict.theirs, title=task.title, back=task.back, values=values)
            raise
        else:
            messages.success(request, task.done)
            return HttpResponseRedirect(address)
    return page(request, task.template, {"task": task, "form": form, **task.context})


def field(form: Form, name: str) -> Any:
    """Return a field of a form, for a view that fills its choices."""
    return form.fields[name]


def without(values: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """Return the values but some, with "" in the place of empty text."""
    return {name: value for name, value in values.items() if name not in names and name != "edition"}


def pk_of(row: Any) -> Any:
    """Return the key of a chosen row, or None."""
    return None if row is None else row.pk
