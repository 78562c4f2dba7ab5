"""Recording what was found, and naming themes."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation import clock
from goldenthread.records import queries as records
from goldenthread.records.presenters import address_of
from goldenthread.thread import forms, operations, queries
from goldenthread.thread.views import choices
from goldenthread.thread.views.lists import go
from goldenthread.ui.tasks import Task, run


def _concerned(viewer: Viewer, place: UUID | None, named: Iterable[Any] = ()) -> dict[str, Any]:
    """Return what a form offers of agencies: all but schools to tick, with those ``named`` already, and schools to choose one."""
    there = [(str(each.pk), each.title) for each in named if each is not None]
    rest = [pair for pair in choices.agencies(viewer, place, schools=False) if pair not in there]
    schools = [pair for pair in choices.agencies(viewer, place, schools=True) if pair not in there]
    return {"agencies": there + rest, "schools": schools}


def _agencies(given: dict[str, Any]) -> list[UUID]:
    """Take the agencies out of what a form gave: those ticked, and the school."""
    chosen = [*given.pop("agencies", []), given.pop("school", "")]
    return [UUID(each) for each in chosen if each]


@needs(Permission.FINDING_RECORD)
def record(request: HttpRequest) -> HttpResponse:
    """Ask what was found, and record it. ``?source=`` names the record that showed it."""
    viewer, asked = viewer_of(request), choices.identified(request.GET.get("source", ""))
    source = records.get(viewer, asked) if asked else None
    known = source.partnership_id if source else None
    places = [] if known else choices.places(viewer, Permission.FINDING_RECORD)
    only = known or (UUID(places[0][0]) if len(places) == 1 else None)
    offered = _concerned(viewer, only, [source.owner_agency] if source else ())
    initial = {"agencies": [str(source.owner_agency_id)] if source and source.owner_agency_id else []}

    def make(data: Any) -> forms.FindingForm:
        known_ones = choices.sources(viewer)
        shown = {"from_record": source is not None, "places": places, "records": known_ones}
        return forms.FindingForm(data, initial=initial, **shown, **offered)

    def act(form: Any) -> str:
        given = dict(form.cleaned_data)
        origin = source or given.pop("source")
        themes, agencies = given.pop("themes").split(","), _agencies(given)
        home = choices.identified(given.pop("partnership", "") or (places[0][0] if places else "")) or known
        made = operations.record_finding(
            by=viewer, at=clock.now(), source=origin.pk, themes=themes, agencies=agencies, partnership=home, **given
        )  # fmt: skip
        return go("finding", made)

    back = (source.title, address_of(source)) if source else ("Findings", go("findings"))
    caption = f"From {source.reference}" if source else ""
    return run(request, Task("Record a finding", back, make, act, "The finding is recorded.", "Record it", caption))


@needs(Permission.FINDING_RECORD)
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change what a finding says."""
    viewer = viewer_of(request)
    row = queries.finding(viewer, pk)
    initial = {"kind": row.kind, "text": row.text, "why": row.why, "edition": row.edition, **_beside(row)}
    offered = _concerned(viewer, row.record.partnership_id, [each.agency for each in row.concerns.all()])

    def act(form: Any) -> str:
        given = dict(form.cleaned_data)
        seen, themes = given.pop("edition"), given.pop("themes").split(",")
        operations.change_finding(
            by=viewer, at=clock.now(), finding=pk, seen=seen, themes=themes, agencies=_agencies(given), **given
        )
        return go("finding", pk)

    def now_stored(theirs: Any) -> dict[str, Any]:
        return _beside(queries.finding(viewer, theirs.pk))

    def make(data: Any) -> forms.FindingForm:
        return forms.FindingForm(data, initial=initial, changing=True, **offered)

    back = (row.record.title, go("finding", pk))
    return run(request, Task("Change the finding", back, make, act, caption=row.record.reference, stored=now_stored))


def _beside(row: Any) -> dict[str, Any]:
    """Return what a form shows of a finding that stands in other tables."""
    themes = ", ".join(each.theme.name for each in row.finding_themes.all())
    return {
        "title": row.record.title,
        "themes": themes,
        "agencies": [str(each.agency_id) for each in row.concerns.all()],
    }


@needs(Permission.FINDING_RECORD)
def rename_theme(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Name a theme, and say what belongs to it."""
    viewer = viewer_of(request)
    row = queries.theme(viewer, pk)
    initial = {"name": row.name, "meaning": row.words, "edition": row.edition}

    def act(form: Any) -> str:
        given = dict(form.cleaned_data)
        operations.rename_theme(by=viewer, at=clock.now(), theme=pk, seen=given.pop("edition"), **given)
        return go("theme", pk)

    def make(data: Any) -> forms.ThemeForm:
        return forms.ThemeForm(data, initial=initial)

    back = (row.name, go("theme", pk))
    stored = lambda theirs: {"meaning": theirs.words}  # noqa: E731
    return run(request, Task("Change the theme", back, make, act, stored=stored))
