"""Every page that links lead to: it answers, it is sound, and one of each kind is looked at in a browser."""

import html
import re
from collections import Counter

import pytest
from django.urls import Resolver404, resolve

from tests.support import pages

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
LEAVE = re.compile(r"^/(sign-in/logout|api/|static/)|format=|/calendar/.*\.ics|^/reports/published/.*html/$")
LINK = re.compile(r'<a [^>]*?href="(/[^"#]*)')
FORM = re.compile(r":(add|new|edit|change|start|choose|end|set|record|propose|open|give|ask|write)")
GUIDE = re.compile(r"^/help/.")  # the guide says the same to everybody: one person reads it
MOST = 4  # pages of one view are laid out by one template: the first role opens so many of different shapes
OTHERS = 2  # the other roles open so many
ALIKE = 5  # pages with one form are laid out by one template: so many are looked at in a browser
ROLES = [
    "Business manager",
    "Agency member",
    "Group chair",
    "Lay member",
    "Independent scrutineer",
    "System administrator",
]


def shape(path):
    """An address without its ids and its query: pages of one shape are opened once."""
    return ID.sub("ID", path.partition("?")[0])


def kind(path):
    """The name of an address: pages of one kind are made by one view."""
    try:
        return resolve(path.partition("?")[0]).view_name
    except Resolver404:
        return shape(path)


WALKS = {}  # what each role found: a site that all journeys share is walked once by each


def walk_of(site, visitors, role):
    """Walk as a role, or remember the walk; return the addresses that opened and the faults."""
    if role not in WALKS:
        WALKS[role] = walked(visitors(site).signs_in_as(role), first=role == ROLES[0])
    return WALKS[role]


def walked(someone, *, first):
    """Open pages of every view that links lead to, from the front page on; return the addresses of pages, and faults."""
    most = MOST if first else OTHERS
    opened, views, pages_of, faults = set(), Counter(), [], []
    waiting = [("/", "nowhere"), ("/help/", "nowhere")]
    while waiting:
        path, found_on = waiting.pop(0)
        if shape(path) in opened or views[kind(path)] == most:
            continue
        opened.add(shape(path))
        views[kind(path)] += 1
        answer = someone.page.request.get(someone.site.address + path)
        if answer.status != 200:
            faults.append(f"{path} (a link of {found_on}) answers {answer.status}")
        elif answer.headers.get("content-type", "").startswith("text/html"):
            pages_of.append(path)
            text = answer.text()
            faults += [f"{path}: {each}" for each in pages.faults(text)]
            waiting += [
                (html.unescape(link), path) for link in LINK.findall(text) if leads_on(html.unescape(link), guide=first)
            ]
    return pages_of, faults


def leads_on(link, *, guide):
    """Whether a link is one to follow: not out of the site, not to a file, and to the guide for one person only."""
    return not LEAVE.search(link) and (guide or not GUIDE.search(link))


@pytest.mark.parametrize("role", ROLES)
def test_every_page_that_links_lead_to_opens_and_is_sound(site, visitors, role):
    opened, faults = walk_of(site, visitors, role)

    assert not faults, "\n".join(faults)
    assert len(opened) > 20, opened


@pytest.mark.parametrize("half", [0, 1])
def test_one_page_of_each_kind_is_accessible_and_fits_a_phone(site, visitors, half):
    opened, _ = walk_of(site, visitors, ROLES[0])
    one_each = {kind(path): path for path in reversed(opened) if "/versions/" not in path}
    someone = visitors(site).signs_in_as(ROLES[0])
    forms = [each for each in one_each if FORM.search(each)]
    faults = []
    for each in sorted(set(one_each) - set(forms[ALIKE:]))[half::2]:
        faults += faults_of(someone, one_each[each])

    assert not faults, "\n".join(faults)
    assert len(one_each) > 60, sorted(one_each)


def faults_of(someone, path):
    """What axe finds at a desk, and whether a phone would have to scroll sideways."""
    someone.page.set_viewport_size({"width": 1280, "height": 900})
    someone.page.goto(someone.site.address + path)
    found = []
    try:
        someone.is_accessible()
    except AssertionError as fault:
        found.append(str(fault))
    someone.page.set_viewport_size({"width": 360, "height": 780})
    width = someone.page.evaluate("document.documentElement.scrollWidth")
    return [*found, f"{path} is {width} px wide on a phone of 360"] if width > 361 else found
