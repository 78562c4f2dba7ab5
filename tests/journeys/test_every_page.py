"""Every page that can be reached by links, looked at by axe at a desk, and for its width on a phone."""

import re

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
LEAVE = re.compile(
    r"/(sign-in/logout|accounts/demonstration|healthz|api/|documents/.*/versions/|work/calendar/.*\.ics)|format=|/static/"
)
MOST = 90


def shape(path):
    """An address without its ids and its query: pages of one shape are looked at once."""
    return ID.sub("ID", path.partition("?")[0])


def walked(someone, look):
    """Follow every link once for each shape of address, from the home page on."""
    seen, waiting = set(), ["/", "/help/"]
    while waiting and len(seen) < MOST:
        path = waiting.pop(0)
        if shape(path) in seen:
            continue
        seen.add(shape(path))
        someone.page.goto(someone.site.address + path)
        look(someone.page, path)
        for link in someone.page.eval_on_selector_all("a[href]", "all => all.map(one => one.getAttribute('href'))"):
            if link.startswith("/") and not LEAVE.search(link) and shape(link) not in seen:
                waiting.append(link.partition("#")[0])
    return seen


def test_axe_finds_nothing_on_any_page_that_links_lead_to(site, visitors):
    someone = visitors(site).signs_in_as("Business manager")
    faults = []

    def look(page, path):
        try:
            someone.is_accessible()
        except AssertionError as fault:
            faults.append(str(fault))

    seen = walked(someone, look)

    assert not faults, "\n".join(faults)
    assert len(seen) > 40, sorted(seen)


def test_no_page_is_wider_than_a_phone(site, visitors):
    someone = visitors(site, phone=True).signs_in_as("Business manager")
    wide = []

    def look(page, path):
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 361:
            wide.append(f"{path}: {width} px")

    walked(someone, look)

    assert not wide, "\n".join(wide)
