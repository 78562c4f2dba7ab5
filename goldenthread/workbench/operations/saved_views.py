"""Keeping, sharing and deleting views of lists."""

from datetime import datetime
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.errors import NotFound, RuleBroken
from goldenthread.foundation.text import clean
from goldenthread.workbench import rules
from goldenthread.workbench.models import SavedView

_VOLATILE = "page="


@writes
def save_view(
    *,
    by: Viewer,
    at: datetime,
    list_code: str,
    name: str,
    query: str,
    partnership: UUID | None = None,
    is_default: bool = False,
) -> SavedView:
    """Keep the filters and order of a list under a name; the same name again replaces it.

    With a partnership, everybody who sees work there finds it too: that needs the right to see work there.
    """
    name = clean(name)
    if not name or len(name) > 80:
        raise RuleBroken("Give the view a name of 1 to 80 characters.", field="name")
    query = "&".join(part for part in clean(query).lstrip("?").split("&") if part and not part.startswith(_VOLATILE))
    if len(query) > 2000:
        raise RuleBroken("These filters are too long to keep. Choose fewer.", field="name")
    if partnership is not None:
        _require_to_share(by, partnership)
    mine = SavedView.objects.filter(user_id=by.user_id, list_code=list_code)
    if mine.exclude(name=name).count() >= rules.MAX_VIEWS_PER_LIST:
        raise RuleBroken(f"You have {rules.MAX_VIEWS_PER_LIST} views of this list. Delete one first.", field="name")
    if is_default:
        mine.exclude(name=name).update(is_default=False)
    view, _ = SavedView.objects.update_or_create(
        user_id=by.user_id,
        list_code=list_code,
        name=name,
        defaults={"query": query, "partnership_id": partnership, "is_default": is_default},
    )
    if partnership is not None:
        trail.write("workbench.view_shared", by=by, at=at, partnership=partnership, name=name, list=list_code)
    return view


@writes
def make_default(*, by: Viewer, at: datetime, view: UUID, on: bool = True) -> SavedView:
    """Open a list with this view from now on, or no longer."""
    chosen = _own(by, view)
    SavedView.objects.filter(user_id=by.user_id, list_code=chosen.list_code).update(is_default=False)
    chosen.is_default = on
    chosen.save(update_fields=["is_default"])
    return chosen


@writes
def delete_view(*, by: Viewer, at: datetime, view: UUID) -> str:
    """Delete one of one's own views and return the code of its list."""
    chosen = _own(by, view)
    chosen.delete()
    return chosen.list_code


def _own(by: Viewer, view: UUID) -> SavedView:
    chosen = SavedView.objects.select_for_update().filter(pk=view, user_id=by.user_id).first()
    if chosen is None:
        raise NotFound("There is no such view among yours.")
    return chosen


def _require_to_share(by: Viewer, partnership: UUID) -> None:
    reach = by.reach(Permission.WORK_VIEW)
    if not reach.everywhere and partnership not in reach.around:
        raise NotFound("There is nothing here, or you are not allowed to see it.")
