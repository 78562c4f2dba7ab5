"""Records of test-only kinds, where a test needs something on the spine and no area in particular."""

from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Q

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.records import kinds, operations
from goldenthread.records.models import Record
from tests.factories import viewers

AT = datetime(2026, 4, 2, 15, 0, tzinfo=UTC)


def in_reach(viewer: Viewer) -> Q:
    """Records of the partnerships that the viewer may see."""
    reach = viewer.reach(Permission.PARTNERSHIP_VIEW)
    if reach.everywhere:
        return Q()
    places = reach.partnerships | reach.around
    return Q(partnership__in=places) | Q(pk__in=places) | Q(owner_agency__in=reach.agencies)


def walled_in_reach(viewer: Viewer) -> Q:
    """Walled records of the partnerships whose casework the viewer leads."""
    return Q(partnership__in=viewer.reach(Permission.WALLED_CASEWORK).partnerships)


def kind(code: str = "sample.thing", *, prefix: str = "THG", walled: bool = False, **fields: Any) -> kinds.RecordKind:
    """Register a kind for one test; use the fixture `kept_registries`."""
    given = {
        "label": "Thing",
        "plural": "Things",
        "url_name": "records:search",
        "view": Permission.WALLED_CASEWORK if walled else Permission.PARTNERSHIP_VIEW,
        "visible": walled_in_reach if walled else in_reach,
    }
    return kinds.register(kinds.RecordKind(code=code, prefix=prefix, walled=walled, **{**given, **fields}))


def record(code: str = "sample.thing", **fields: Any) -> Record:
    """Open a record as the administrator would."""
    given = {"title": "A sample thing", "opened_on": date(2026, 4, 1), **fields}
    return operations.open_record(by=viewers.administrator(), at=AT, kind=code, **given)


def partnership(title: str = "Sample partnership") -> Record:
    """Open a record that stands for a partnership."""
    if "sample.partnership" not in {each.code for each in kinds.every()}:
        kind("sample.partnership", prefix="SPT", label="Partnership", plural="Partnerships", yearly=False)
    return record("sample.partnership", title=title)
