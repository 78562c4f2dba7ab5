"""The gallery and the guide in a real browser: wide, on a phone, without scripts."""

import pytest

WIDTHS = [1280, 390, 320]


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("width", WIDTHS)
def test_every_component_is_accessible_and_fits(visitor, width):
    visitor.page.set_viewport_size({"width": width, "height": 900})
    visitor.goes_to("/help/components/").sees_heading("Components")

    assert fits(visitor.page)


def test_a_chart_shows_one_of_its_twins_by_the_room_it_has(visitor):
    page = visitor.page
    for width, wide in ((1280, True), (390, False)):
        page.set_viewport_size({"width": width, "height": 900})
        visitor.goes_to("/help/components/")
        first = page.locator("figure.gt-chart").first
        assert first.locator(".gt-chart__wide").is_visible() is wide
        assert first.locator(".gt-chart__narrow").is_visible() is not wide


@pytest.mark.parametrize("scripts", [True, False])
def test_a_field_that_belongs_to_an_answer_shows_when_it_is_chosen(site, visitors, scripts):
    somebody = visitors(site, scripts=scripts)
    somebody.goes_to("/help/components/")
    inner = somebody.page.locator("#e_outcome")

    assert not inner.is_visible()
    somebody.page.locator("label[for=e_stage_2]").click()
    assert inner.is_visible()


def test_the_guide_is_reached_from_every_footer_and_read_without_scripts(site, visitors):
    somebody = visitors(site, scripts=False)
    somebody.goes_to("/help/").follows("Keyboard and reading help", within="footer")

    somebody.sees_heading("Keyboard and reading help").follows("Your first day", within=".gt-side")
    somebody.sees_heading("Your first day")


def test_the_first_tab_stop_leads_past_the_navigation(visitor):
    visitor.goes_to("/help/")
    visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate("document.activeElement.textContent") == "Skip to main content"

    visitor.page.keyboard.press("Enter")
    assert visitor.page.evaluate("document.activeElement.id") == "main"
