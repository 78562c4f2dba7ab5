"""The page of search."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from goldenthread.access.guards import signed_in, viewer_of
from goldenthread.foundation.text import clean
from goldenthread.records import presenters, search
from goldenthread.ui.pages import page

PER_PAGE = 20


@signed_in
def results(request: HttpRequest) -> HttpResponse:
    """Show what was found, or go straight to the record whose reference was typed."""
    viewer = viewer_of(request)
    asked = clean(request.GET.get("q", ""))[: search.LONGEST]
    exact = search.by_reference(viewer, asked)
    if exact is not None and presenters.address_of(exact):
        return HttpResponseRedirect(presenters.address_of(exact))
    counts = search.kinds_found(viewer, asked)
    kind = request.GET.get("kind", "")
    chosen = kind if kind in counts else None
    paginator = Paginator(search.search(viewer, asked, kind=chosen), PER_PAGE)
    shown = paginator.get_page(request.GET.get("page"))
    found = [
        {"found": each, "url": presenters.address_of(each.record), "kind": presenters.label_of(each.record.kind)}
        for each in search.told(viewer, asked, shown.object_list)
    ]
    filters = [("Everything", _address(asked), chosen is None)] + [
        (f"{presenters.label_of(code)} ({number})", _address(asked, kind=code), code == chosen)
        for code, number in sorted(counts.items(), key=lambda pair: presenters.label_of(pair[0]))
    ]
    steps = {
        "previous": _address(asked, kind=chosen or "", page=shown.previous_page_number())
        if shown.has_previous()
        else "",
        "next": _address(asked, kind=chosen or "", page=shown.next_page_number()) if shown.has_next() else "",
    }
    context = {"asked": asked, "found": found, "total": paginator.count, "shown": shown, "filters": filters, **steps}
    return page(request, "records/search.jinja", context)


def _address(asked: str, **more: object) -> str:
    return f"?{urlencode({'q': asked, **{name: value for name, value in more.items() if value}})}"
