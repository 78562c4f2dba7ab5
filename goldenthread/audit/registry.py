"""Which events can stand in the audit trail, each with its exact fields and the sentence that tells it."""

from dataclasses import dataclass
from string import Formatter


@dataclass(frozen=True, slots=True)
class Event:
    """A kind of event.

    ``sentence`` tells it in words, with the fields in braces: ``"added the agency {name}"``; the page puts the actor before
    it. ``of_read``: the event is a look, not a change. ``fields`` may hold more names than the sentence uses.
    """

    code: str
    sentence: str
    fields: frozenset[str]
    of_read: bool = False


_EVENTS: dict[str, Event] = {}


def declare(code: str, sentence: str, *, fields: str = "", of_read: bool = False) -> Event:
    """Declare an event; called from an area's `registration.py`.

    ``fields`` names, separated by spaces, everything that must be given each time it is written. Raises `ValueError` when the
    code is taken or the sentence uses a field that is not declared.
    """
    names = frozenset(fields.split())
    used = {name for _, name, _, _ in Formatter().parse(sentence) if name}
    if used - names:
        raise ValueError(f"The audit event {code} tells {sorted(used - names)} but does not declare it in fields=.")
    event = Event(code, sentence, names, of_read)
    if _EVENTS.setdefault(code, event) != event:
        raise ValueError(f"Two areas declare the audit event {code}.")
    return event


def get(code: str) -> Event:
    """Return the event declared as ``code``; raises `KeyError` with the mend when nobody declared it."""
    try:
        return _EVENTS[code]
    except KeyError:
        raise KeyError(
            f"The audit event {code!r} is not declared. Add audit.declare({code!r}, …) to the area's registration.py."
        ) from None


def every() -> list[Event]:
    """Return all declared events, by code."""
    return [_EVENTS[code] for code in sorted(_EVENTS)]
