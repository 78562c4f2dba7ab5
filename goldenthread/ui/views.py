"""Help pages and the gallery of components."""

from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import public
from goldenthread.foundation.errors import NotFound
from goldenthread.ui import guide as guides
from goldenthread.ui.gallery import samples
from goldenthread.ui.pages import page


@public("Help must be readable before signing in; it holds nothing about anybody.")
def help_contents(request: HttpRequest) -> HttpResponse:
    """Show what help there is."""
    return page(request, "ui/help.jinja", {"groups": guides.contents()})


@public("Help, the accessibility statement and the privacy page must be readable before signing in.")
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one page of the guide."""
    found = guides.guide(slug)
    if found is None:
        raise NotFound("There is no such page of help.")
    return page(request, "ui/guide.jinja", {"guide": found, "groups": guides.contents()})


@public("Pictures of the guide show the demonstration only.")
def guide_picture(request: HttpRequest, name: str) -> HttpResponse:
    """Return a picture of the guide."""
    content = guides.picture(name)
    if content is None:
        raise NotFound("There is no such picture.")
    response = HttpResponse(content, content_type="image/png")
    response["Cache-Control"] = "max-age=3600"
    return response


@public("The gallery shows invented samples only; designers and assessors use it without an account.")
def gallery(request: HttpRequest) -> HttpResponse:
    """Show each component in each of its states."""
    return page(request, "ui/gallery.jinja", samples(request))
