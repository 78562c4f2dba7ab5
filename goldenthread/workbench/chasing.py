"""Writing to the people of an agency or a group about their work, step by step of a ladder (`clocks.rules.chasing`)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from uuid import UUID

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.accounts import queries as accounts
from goldenthread.jobs import mail


def tell(
    by: Viewer,
    day: date,
    who: Sequence[str],
    *,
    places: Mapping[str, UUID | None],
    mays: Mapping[str, Permission],
    write: Callable[[str], tuple[str, str, str]],
) -> list[str]:
    """Write to everybody who holds the permission of their step in its place. Returns their names, each once.

    ``write`` takes an address and returns subject, text and the key under which a mail is sent once.
    """
    told: dict[str, None] = {}
    for each in who:
        place = places.get(each)
        for contact in accounts.contacts(by, mays[each], place=place, day=day) if place else ():
            told[contact.name] = None
            subject, text, key = write(contact.email)
            mail.send(contact.email, subject, text, key)
    return list(told)
