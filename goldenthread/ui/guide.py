"""The user guide: Markdown files of the repository's docs/guide, shown inside the product."""

import functools
import re
from dataclasses import dataclass
from pathlib import Path

import nh3
from django.urls import reverse
from markdown_it import MarkdownIt
from markupsafe import Markup

# `guide_pages` is a link to docs/guide, so that an installed package carries the pages too.
_HERE = Path(__file__).resolve()
PLACES = (_HERE.parent / "guide_pages", _HERE.parents[2] / "docs" / "guide")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CLASSES = {
    "<h1>": '<h1 class="govuk-heading-l">',
    "<h2>": '<h2 class="govuk-heading-m">',
    "<h3>": '<h3 class="govuk-heading-s">',
    "<p>": '<p class="govuk-body">',
    "<ul>": '<ul class="govuk-list govuk-list--bullet">',
    "<ol>": '<ol class="govuk-list govuk-list--number">',
    "<pre>": '<pre tabindex="0">',
    "<table>": '<table class="gt-table">',
    "<th>": '<th scope="col">',
    "<a href": '<a class="govuk-link" href',
    "<img ": '<img class="gt-shot" ',
}


@dataclass(frozen=True, slots=True)
class Guide:
    """One page: its address, title, group, place in the contents, and the page itself."""

    slug: str
    title: str
    group: str
    order: int
    html: Markup


@functools.cache
def every() -> dict[str, Guide]:
    """Return all pages by their slug, read once."""
    found: dict[str, Guide] = {}
    for folder in PLACES:
        for file in sorted(folder.glob("*.md")):
            if _SLUG.fullmatch(file.stem) and file.stem not in found:
                found[file.stem] = read(file.stem, file.read_text(encoding="utf-8"))
    return found


def guide(slug: str) -> Guide | None:
    """Return a page, or None where there is none."""
    return every().get(slug)


def picture(name: str) -> bytes | None:
    """Return a picture of the guide, or None where there is none."""
    if not _SLUG.fullmatch(name):
        return None
    for folder in PLACES:
        file = folder / "images" / f"{name}.png"
        if file.is_file():
            return file.read_bytes()
    return None


def contents() -> list[tuple[str, list[Guide]]]:
    """Return the pages in groups, in their order."""
    groups: dict[str, list[Guide]] = {}
    for one in sorted(every().values(), key=lambda one: (one.order, one.title)):
        groups.setdefault(one.group, []).append(one)
    return list(groups.items())


def read(slug: str, text: str) -> Guide:
    """Return a page from its Markdown. Lines ``group:`` and ``order:`` may stand before the first heading."""
    before, mark, rest = text.partition("# ")
    facts = dict(re.findall(r"^(group|order):\s*(.+?)\s*$", before, flags=re.MULTILINE))
    body = mark + rest if mark else text
    title = body.partition("\n")[0].lstrip("# ").strip() or slug
    order = facts.get("order", "")
    return Guide(
        slug, title, facts.get("group", "Using Golden Thread"), int(order) if order.isdecimal() else 50, as_html(body)
    )


def as_html(markdown: str) -> Markup:
    """Return Markdown as safe HTML in our styles: raw HTML is shown as text, and what is left is cleaned.

    Links to ``other-page.md`` and pictures ``images/name.png`` lead to where the product shows them.
    """
    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(markdown)
    safe = nh3.clean(html, link_rel=None, url_schemes={"http", "https", "mailto"})
    safe = re.sub(r'href="([a-z0-9-]+)\.md(#[a-z0-9-]*)?"', _page_link, safe)
    safe = re.sub(r'src="images/([a-z0-9-]+)\.png"', _picture_link, safe)
    for plain, styled in _CLASSES.items():
        safe = safe.replace(plain, styled)
    return Markup(safe)  # noqa: S704 - cleaned just above


def _page_link(found: re.Match[str]) -> str:
    return f'href="{reverse("ui:guide", args=[found[1]])}{found[2] or ""}"'


def _picture_link(found: re.Match[str]) -> str:
    return f'src="{reverse("ui:guide_picture", args=[found[1]])}"'
