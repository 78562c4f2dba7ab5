"""What the views of this area share: the way through forms, addresses, and the day asked for."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from goldenthread.foundation import clock
from goldenthread.ui.tasks import Task, field, pk_of, run, without

__all__ = ["Task", "chosen_day", "field", "go", "pk_of", "run", "without"]


def go(name: str, *args: Any, **query: Any) -> str:
    """Return the address of a page of this area."""
    address = reverse(f"partnership:{name}", args=args)
    return f"{address}?{urlencode(query)}" if query else address


def chosen_day(request: HttpRequest) -> date:
    """Return the day that ``?on=`` asks for, else today."""
    try:
        return date.fromisoformat(request.GET.get("on", "")[:10])
    except ValueError:
        return clock.today()
