"""Samples for the gallery: every component in every state. All of it is invented."""

from typing import Any

from django.http import HttpRequest


def samples(request: HttpRequest) -> dict[str, Any]:
    """Return what the gallery shows."""
    return {}
