"""Importing a register from a spreadsheet: send it, look at what was read, keep the good part."""

import hashlib
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation import clock
from goldenthread.partnership import imports, operations, queries
from goldenthread.partnership.forms.people import UploadForm
from goldenthread.partnership.models import Partnership
from goldenthread.partnership.views.engine import Task, go, run
from goldenthread.ui.pages import page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _home(viewer: Viewer, id: UUID) -> Partnership:
    row = queries.partnership(viewer, id)
    viewer.require(Permission.PERSON_EDIT, partnership=row.pk)
    return row


@needs(Permission.PERSON_EDIT)
def import_register(request: HttpRequest, id: UUID) -> HttpResponse:
    """Take a spreadsheet and read it. Nothing of it is kept yet."""
    viewer = viewer_of(request)
    home = _home(viewer, id)

    def act(form: Any) -> str:
        sent = form.cleaned_data["file"]
        content = sent.read(imports.MOST_BYTES + 1)
        kinds = {kind.name.lower(): kind.code for kind in queries.kinds(viewer, "agency")}
        found = imports.read(content, sent.name, kinds)
        row = operations.receive_register(
            by=viewer,
            at=clock.now(),
            partnership=home.pk,
            name=sent.name,
            checksum=hashlib.sha256(content).hexdigest(),
            rows=found.rows,
            messages=[asdict(message) for message in found.messages],
        )
        return go("register_file", row.pk)

    task = Task(
        "Import agencies, people and memberships",
        (home.name, go("set_up", home.pk)),
        lambda data: UploadForm(data, request.FILES if data is not None else None),
        act,
        caption=home.name,
        done="The file is read. Nothing is kept yet.",
        save="Read the file",
        template="partnership/import.jinja",
        context={"partnership": home},
    )
    return run(request, task)


@needs(Permission.PERSON_EDIT)
def template(request: HttpRequest, id: UUID) -> HttpResponse:
    """Hand out the empty workbook with its lists."""
    viewer = viewer_of(request)
    home = _home(viewer, id)
    content = imports.template(
        [kind.name for kind in queries.kinds(viewer, "agency")],
        list(queries.groups(viewer, partnership=home.pk).order_by("name").values_list("name", flat=True)),
        list(queries.agencies(viewer, partnership=home.pk).order_by("name").values_list("name", flat=True)),
    )
    name = f"register-{home.slug}.xlsx"
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@needs(Permission.PERSON_EDIT)
def register_file(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show what was read, with a message for each cell that cannot be used; keep the good lines on demand."""
    viewer = viewer_of(request)
    row = queries.register_file(viewer, id)
    if request.method == "POST":
        operations.keep_register(by=viewer, at=clock.now(), register_file=row.pk)
        return HttpResponseRedirect(go("register_file", row.pk))
    lines = sorted(row.rows.items(), key=lambda each: int(each[0]))
    context = {"file": row, "lines": lines[:200], "more": max(len(lines) - 200, 0), "total": len(lines)}
    return page(request, "partnership/register_file.jinja", context)
