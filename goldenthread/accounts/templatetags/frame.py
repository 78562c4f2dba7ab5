"""Putting the sign-in library's pages, which are Django templates, inside our own frame, which is Jinja."""

from typing import Any

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from goldenthread.ui import frame
from goldenthread.ui.forms.summary import errors_of

register = template.Library()
END_OF_TITLE = "</title>"


@register.tag
def framed(parser: Parser, token: Token) -> "FramedNode":
    """``{% framed %}<title>…</title>the page{% endframed %}``: the page as our focused frame shows it."""
    nodes = parser.parse(("endframed",))
    parser.delete_first_token()
    return FramedNode(nodes)


class FramedNode(template.Node):
    """The page of a library, its title and its body, to be set in our frame."""

    def __init__(self, nodes: NodeList) -> None:
        self.nodes = nodes

    def render(self, context: Any) -> str:
        """Render the library's page and set it in our frame."""
        title, _, body = self.nodes.render(context).partition(END_OF_TITLE)
        request = context["request"]
        form = context.get("form")
        given = {
            "title": title.replace("<title>", "").strip(),
            "content": mark_safe(body),  # noqa: S308 - rendered by Django, which escaped what people wrote
            "error_summary": _errors(form),
            "notices": [{"words": str(one), "level": one.level_tag} for one in context.get("messages") or ()],
            "frame": frame.of(request),
        }
        return render_to_string("accounts/framed.jinja", given, request)


def _errors(form: Any) -> list[dict[str, str]]:
    if form is None or not getattr(form, "is_bound", False):
        return []
    form.summary_shown = True
    return errors_of(form)
