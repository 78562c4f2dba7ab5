"""What the views of the area share: addresses, choices, and reading who was chosen."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotAllowed, RuleBroken
from goldenthread.partnership import queries as register
from goldenthread.plans import queries
from goldenthread.plans.forms.base import lines_of
from goldenthread.plans.keeping import Who
from goldenthread.plans.models import Duty, Item, Plan
from goldenthread.records import search


def go(name: str, *args: Any, **query: Any) -> str:
    """Return the address of a page of this area."""
    address = reverse(f"plans:{name}", args=args)
    return f"{address}?{urlencode(query)}" if query else address


def require(viewer: Viewer, permission: Permission, plan: Plan) -> None:
    """Refuse a page that the operation behind it would refuse anyway."""
    if not queries.may(viewer, permission, plan):
        raise NotAllowed(f"Your roles do not let you {permission.sentence} here.")


def place_of(chosen: str) -> dict[str, Any]:
    """Return whose plan it is, from "partnership:ID", "group:ID:PARTNERSHIP" or "agency:ID:PARTNERSHIP"."""
    word, *ids = chosen.split(":")
    home = UUID(ids[-1])
    return {
        "partnership": home,
        "owner_group": UUID(ids[0]) if word == "group" else None,
        "owner_agency": UUID(ids[0]) if word == "agency" else None,
    }


def people_choices(viewer: Viewer, item: Item) -> list[tuple[str, str]]:
    """Return the agencies, groups and boards that can hold a duty, and the people who hold one here."""
    home = item.plan.partnership_id
    found = [(f"body:{row.pk}", row.name) for row in register.groups(viewer, partnership=home).order_by("name")]
    found += [(f"body:{row.pk}", row.name) for row in register.agencies(viewer, partnership=home).order_by("name")]
    found += [(f"board:{row.pk}", row.name) for row in register.boards(viewer, partnership=home).order_by("name")]
    known = {key for key, _ in found}
    held = [(key_of(duty), duty.who) for duty in item.duties.all()]
    return found + [(key, name) for key, name in dict(held).items() if key and key not in known]


def key_of(duty: Duty) -> str:
    """Return a duty as a choice; "" where it is told in words."""
    for word, pk in (("body", duty.body_id), ("person", duty.person_id), ("board", duty.board_id)):
        if pk:
            return f"{word}:{pk}"
    return ""


def who_of(chosen: list[str], words: str) -> list[Who]:
    """Return those who were chosen, then those told in words."""
    found = []
    for key in filter(None, chosen):
        word, _, pk = key.partition(":")
        named: dict[str, Any] = {word: UUID(pk)}
        found.append(Who(**named))
    return found + [Who(words=line) for line in lines_of(words)]


def by_reference(viewer: Viewer, reference: str) -> UUID:
    """Return the record with a reference; raises `RuleBroken` where the viewer knows of none."""
    found = search.by_reference(viewer, reference)
    if found is None:
        raise RuleBroken("Nothing you may see has this reference.", field="reference")
    pk: UUID = found.pk
    return pk


def chosen_ids(chosen: list[str]) -> list[UUID]:
    """Return ids from checkboxes."""
    return [UUID(each) for each in chosen]
