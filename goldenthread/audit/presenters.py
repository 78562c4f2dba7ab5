"""The trail in human sentences."""

from collections.abc import Mapping
from typing import Any

from goldenthread.audit import registry
from goldenthread.audit.models import AuditEvent

_DOORS = {
    "web": "in the browser",
    "command": "on the command line",
    "job": "in the background",
    "interface": "by program",
}


class _Details(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


def deed(row: AuditEvent) -> str:
    """Say what was done, without who: "added the agency …". An event nobody declares any more stands for itself."""
    try:
        sentence = registry.get(row.event).sentence
    except KeyError:
        return f"did “{row.event}”"
    return sentence.format_map(_Details({key: _said(value) for key, value in row.details.items()}))


def sentence(row: AuditEvent) -> str:
    """Say who did what."""
    return f"{row.actor_name} {deed(row)}"


def through(row: AuditEvent) -> str:
    """Say by which door they came."""
    return _DOORS.get(row.through, row.through)


def changes(row: AuditEvent) -> str:
    """Say which fields went from what to what, for a file."""
    changed = row.details.get("changes")
    if not isinstance(changed, Mapping):
        return ""
    told = [
        (name.replace("_", " "), before or "nothing", after or "nothing") for name, (before, after) in changed.items()
    ]
    return "; ".join(f"{name}: {before} → {after}" for name, before, after in told)


def event_choices() -> list[tuple[str, str]]:
    """Return every event as (code, words)."""
    gaps = _Details()
    return sorted(
        ((each.code, each.sentence.format_map(gaps).capitalize()) for each in registry.every()),
        key=lambda pair: pair[1],
    )


def _said(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    return "nothing" if value in (None, "") else str(value)
