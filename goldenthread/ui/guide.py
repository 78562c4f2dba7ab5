"""The user guide: Markdown files of the repository's docs/guide, shown inside the product."""

import functools
import re
from dataclasses import dataclass
from pathlib import Path

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

PLACES = (Path(__file__).resolve().parent / "guide_pages", Path(__file__).resolve().parents[2] / "docs" / "guide")
_CLASSES = {
    "<h1>": '<h1 class="govuk-heading-l">',
    "<h2>": '<h2 class="govuk-heading-m">',
    "<h3>": '<h3 class="govuk-heading-s">',
    "<p>": '<p class="govuk-body">',
    "<ul>": '<ul class="govuk-list govuk-list--bullet">',
    "<ol>": '<ol class="govuk-list govuk-list--number">',
    "<table>": '<table class="gt-table">',
    "<a href": '<a class="govuk-link" href',
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
            if re.fullmatch(r"[a-z0-9-]+", file.stem) and file.stem not in found:
                found[file.stem] = read(file.stem, file.read_text(encoding="utf-8"))
    return found


def guide(slug: str) -> Guide | None:
    """Return a page, or None where there is none."""
    return every().get(slug)


def contents() -> list[tuple[str, list[Guide]]]:
    """Return the pages in groups, in their order."""
    groups: dict[str, list[Guide]] = {}
    for one in sorted(every().values(), key=lambda one: (one.order, one.title)):
        groups.setdefault(one.group, []).append(one)
    return list(groups.items())


def read(slug: str, text: str) -> Guide:
    """Return a page from its Markdown. Lines ``group:`` and ``order:`` may stand before the first heading."""
    facts = dict(re.findall(r"^(group|order):\s*(.+)$", text.split("#", 1)[0], flags=re.MULTILINE))
    body = text[text.index("#") :] if "#" in text else text
    title = body.partition("\n")[0].lstrip("# ").strip() or slug
    return Guide(slug, title, facts.get("group", "Using Golden Thread"), int(facts.get("order", "50")), as_html(body))


def as_html(markdown: str) -> Markup:
    """Return Markdown as safe HTML in our styles: raw HTML is shown as text, and what is left is cleaned."""
    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(markdown)
    safe = nh3.clean(html, link_rel=None, url_schemes={"http", "https", "mailto"})
    for plain, styled in _CLASSES.items():
        safe = safe.replace(plain, styled)
    return Markup(safe)  # noqa: S704 - cleaned just above
