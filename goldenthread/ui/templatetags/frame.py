"""The frame of our pages for Django templates: those of the sign-in library."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from goldenthread.ui import frame
from goldenthread.ui.forms.summary import errors_of

register = template.Library()


@register.simple_tag
def frame_head() -> SafeString:
    """Return the styles and the script that belong in the head of a page."""
    return _made("ui/frame_head.jinja", {})


@register.simple_tag(takes_context=True)
def frame_top(context: dict[str, Any]) -> SafeString:
    """Return what stands above the content: skip link, header, the sentence of the demonstration."""
    request = context.get("request")
    given = {"frame": frame.of(request) if request else None}
    return _made("ui/frame_top.jinja", given)


@register.simple_tag(takes_context=True)
def frame_foot(context: dict[str, Any]) -> SafeString:
    """Return the footer."""
    return _made("ui/frame_foot.jinja", {})


@register.simple_tag
def form_errors(*forms: Any) -> SafeString | str:
    """Return the summary of the errors of all forms on a page, for its top."""
    found = []
    for form in forms:
        if form is not None and getattr(form, "is_bound", False):
            form.summary_shown = True
            found += errors_of(form)
    return _made("ui/forms/summary.jinja", {"error_summary": found}) if found else ""


def _made(template: str, given: dict[str, Any]) -> SafeString:
    return mark_safe(render_to_string(template, given))  # noqa: S308 - our own template, which escapes what it is given
