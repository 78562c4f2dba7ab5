"""Pages that are read on a phone fit its width."""

import re

import pytest

FIRST = {
    "/partnership/": r"/partnership/[0-9a-f-]{36}/$",
    "/partnership/groups/": r"/partnership/groups/[0-9a-f-]{36}/$",
}


def fits(visitor):
    page = visitor.page
    wide = page.evaluate(
        """() => [...document.querySelectorAll('main *')]
        .filter(each => each.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
        .slice(0, 5).map(each => each.outerHTML.slice(0, 120))"""
    )
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), (
        f"{page.url} is wider than the phone: {wide}"
    )


def first_link(visitor, pattern):
    links = visitor.page.eval_on_selector_all("main a[href]", "all => all.map(each => each.getAttribute('href'))")
    return next(each for each in links if re.search(pattern, each))


@pytest.fixture
def manager(site, visitors):
    return visitors(site, phone=True).signs_in_as("Business manager")


@pytest.mark.parametrize("path", ["/", "/clocks/rules/", "/partnership/people/", "/partnership/agencies/"])
def test_a_list_fits_a_phone(manager, path):
    manager.goes_to(path)
    fits(manager)


def test_the_pages_of_a_partnership_and_its_grid_of_engagement_fit_a_phone(manager):
    manager.goes_to("/partnership/")
    partnership = (
        manager.page.url if "/partnership/0" in manager.page.url else first_link(manager, FIRST["/partnership/"])
    )
    path = partnership.removeprefix(manager.site.address)
    manager.goes_to(path)
    fits(manager)
    manager.goes_to(f"{path}engagement/")
    fits(manager)


def test_the_page_of_a_group_fits_a_phone(manager):
    manager.goes_to("/partnership/groups/")
    fits(manager)
    manager.goes_to(first_link(manager, FIRST["/partnership/groups/"]))
    fits(manager)
