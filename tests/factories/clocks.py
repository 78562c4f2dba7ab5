"""Records to hang deadlines on, and deadlines in every state, made by calling operations."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Q

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.clocks import operations
from goldenthread.records import kinds
from goldenthread.records.operations import open_record
from tests.factories import viewers

AT = datetime(2026, 4, 2, 15, 0, tzinfo=UTC)
OPENED = date(2026, 1, 5)


def here(viewer: Viewer) -> Q:
    """Seen by whoever may see the partnership, and by those whom the record belongs to."""
    reach = viewer.reach(Permission.WORK_VIEW)
    if reach.everywhere:
        return Q()
    places = reach.around | reach.partnerships | reach.agencies | reach.groups
    return Q(partnership__in=places) | Q(pk__in=places) | Q(owner_agency__in=places)


def behind_a_wall(viewer: Viewer) -> Q:
    """Seen by those whose role opens walled casework there."""
    return Q(partnership__in=viewer.reach(Permission.WALLED_CASEWORK).partnerships)


def register_kinds() -> None:
    """Register the kinds that these records have; use with the fixture ``kept_registries``."""
    for code, walled, visible, is_place in [
        ("clocktest.place", False, here, "partnership"),
        ("clocktest.agency", False, here, "agency"),
        ("clocktest.thing", False, here, ""),
        ("clocktest.case", True, behind_a_wall, ""),
    ]:
        kinds.register(
            kinds.RecordKind(
                code=code,
                label=code,
                plural=f"{code}s",
                prefix=f"T{code[10:12].upper()}",
                url_name="clocks:rules",
                view=Permission.WALLED_CASEWORK if walled else Permission.WORK_VIEW,
                visible=visible,
                walled=walled,
                place=is_place,
            )
        )


def place(title: str = "Sampleshire partnership", **fields: Any) -> Any:
    """Return a record that stands for a partnership, an agency or a group."""
    return _record("clocktest.place", title, **fields)


def agency(partnership: Any, title: str = "Sampleshire agency") -> Any:
    """Return a record that stands for an agency of a partnership."""
    return _record("clocktest.agency", title, partnership=partnership.pk)


def thing(partnership: Any, title: str = "A review", **fields: Any) -> Any:
    """Return a record of a partnership."""
    return _record("clocktest.thing", title, partnership=partnership.pk, **fields)


def case(partnership: Any, title: str = "A walled case") -> Any:
    """Return a walled record of a partnership."""
    return _record("clocktest.case", title, partnership=partnership.pk)


def _record(kind: str, title: str, **fields: Any) -> Any:
    return open_record(by=viewers.administrator(), at=AT, kind=kind, title=title, opened_on=OPENED, **fields)


def started(record: Any, by: Viewer | None = None, **fields: Any) -> Any:
    """Return a started deadline; by the rule SIN-1 from 2 April 2026 at 4pm, unless told otherwise."""
    fields.setdefault("trigger", datetime(2026, 4, 2, 15, tzinfo=UTC))
    if "due" not in fields:
        fields.setdefault("rule", "SIN-1")
    ref = operations.start(by=by or viewers.administrator(), at=fields.pop("at", AT), record=record.pk, **fields)
    return fresh(ref.id)


def fresh(deadline_id: Any) -> Any:
    """Return a deadline as it now stands."""
    from goldenthread.clocks.models import Deadline

    return Deadline.objects.get(pk=deadline_id)


Refused = Callable[..., Any]
