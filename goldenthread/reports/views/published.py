"""What the whole world reads."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import public
from goldenthread.reports import queries
from goldenthread.ui.pages import page

_TYPES = {"html": "text/html; charset=utf-8", "json": "application/json", "csv": "text/csv; charset=utf-8"}


@public("It shows what was published for everybody to read.")
def edition(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a published edition to the world."""
    context = {"edition": queries.published_edition(pk), "formats": list(_TYPES)}
    return page(request, "reports/edition.jinja", context)


@public("It gives the files of what was published for everybody to read.")
def download(request: HttpRequest, pk: UUID, format: str) -> HttpResponse:
    """Give a file of a published edition."""
    content = queries.file_of(pk, format)
    answer = HttpResponse(content, content_type=_TYPES.get(format, "application/octet-stream"))
    answer["Content-Disposition"] = f'attachment; filename="report.{format}"'
    return answer
