"""Making a page: every view of ours ends in `page()`."""

from collections.abc import Mapping
from typing import Any

from django.contrib.messages import get_messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from goldenthread.ui import frame
from goldenthread.ui.forms.summary import errors_of


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    status: int = 0,
    *,
    section: str = "",
    item: str = "",
) -> HttpResponse:
    """Return a page from a template that extends ``ui/work.jinja``, ``ui/focused.jinja`` or ``ui/public.jinja``.

    The error summary of every form in ``context`` stands at the top of the page, the title begins with "Error:", and the
    status is 422, unless ``status`` says otherwise. ``section`` and ``item`` name the current entries of the navigation,
    where the address alone does not.
    """
    given = dict(context or {})
    errors = [error for value in given.values() if isinstance(value, BaseForm) for error in _take_errors(value)]
    given.setdefault("error_summary", errors)
    given["frame"] = given.get("frame") or frame.of(request, section=section, item=item)
    given["viewer"] = given["frame"].viewer
    given["notices"] = [{"words": str(one), "level": one.level_tag} for one in _notices(request)]
    html = render_to_string(template, given, request)
    return HttpResponse(html, status=status or (422 if errors else 200))


def _take_errors(form: BaseForm) -> list[dict[str, str]]:
    """Return a form's errors for the summary, and tell the form that its summary is shown."""
    if not form.is_bound:
        return []
    form.summary_shown = True  # type: ignore[attr-defined]
    return errors_of(form)


def _notices(request: HttpRequest) -> Any:
    return get_messages(request) if hasattr(request, "_messages") else ()
