"""Recording what was found, and naming themes."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.foundation import clock
from goldenthread.records import queries as records
from goldenthread.records.presenters import address_of
from goldenthread.thread import forms, operations, queries
from goldenthread.thread.views import choices
from goldenthread.thread.views.lists import go
from goldenthread.ui.tasks import Task, run


@needs(Permission.FINDING_RECORD)
def record(request: HttpRequest) -> HttpResponse:
    """Ask what was found, and record it. ``?source=`` names the record that showed it."""
    viewer, asked = viewer_of(request), choices.identified(request.GET.get("source", ""))
    source = records.get(viewer, asked) if asked else None
    known = source.partnership_id if source else None
    places = [] if known else choices.places(viewer, Permission.FINDING_RECORD)

    def make(data: Any) -> forms.FindingForm:
        known_ones = choices.sources(viewer)
        return forms.FindingForm(data, from_record=source is not None, places=places, records=known_ones)

    def act(form: Any) -> str:
        given = dict(form.cleaned_data)
        origin = source or given.pop("source")
        themes = given.pop("themes").split(",")
        home = choices.identified(given.pop("partnership", "") or (places[0][0] if places else "")) or known
        made = operations.record_finding(
            by=viewer, at=clock.now(), source=origin.pk, themes=themes, partnership=home, **given
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
    stored = {"title": row.record.title, "themes": ", ".join(each.theme.name for each in row.finding_themes.all())}
    initial = {"kind": row.kind, "text": row.text, "why": row.why, "edition": row.edition, **stored}

    def act(form: Any) -> str:
        given = dict(form.cleaned_data)
        seen, themes = given.pop("edition"), given.pop("themes").split(",")
        operations.change_finding(by=viewer, at=clock.now(), finding=pk, seen=seen, themes=themes, **given)
        return go("finding", pk)

    def now_stored(theirs: Any) -> dict[str, str]:
        fresh = queries.finding(viewer, theirs.pk)
        themed = ", ".join(each.theme.name for each in fresh.finding_themes.all())
        return {"title": fresh.record.title, "themes": themed}

    def make(data: Any) -> forms.FindingForm:
        return forms.FindingForm(data, initial=initial, changing=True)

    back = (row.record.title, go("finding", pk))
    return run(request, Task("Change the finding", back, make, act, caption=row.record.reference, stored=now_stored))


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
