"""The page of a record: its dates, papers and history, for those who may know of it."""

import io
from datetime import date

import pytest
from django.contrib.messages.storage.cookie import CookieStorage

from goldenthread.clocks import operations as clocks
from goldenthread.documents import operations as documents
from goldenthread.foundation.errors import NotFound
from goldenthread.workbench import panels
from goldenthread.workbench.pages import Happened, record_page
from tests.factories import partnership as make
from tests.factories import viewers

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make.partnership("West Partnership")


@pytest.fixture
def look(rf):
    def at_page(viewer, record, **given):
        request = rf.get("/")
        request.viewer, request.user, request.resolver_match = viewer, None, None
        request._messages = CookieStorage(request)
        return record_page(request, record.pk, **given).content.decode()

    return at_page


def test_a_record_shows_its_reference_dates_papers_and_history(look, place, at, clock_at):
    clock_at(at)
    manager = viewers.business_manager(place.pk)
    clocks.start(
        by=manager, at=at, record=place.pk, trigger=at.date(), title="Yearly report", due=date(2026, 9, 30),
        why="Set by the partnership",
    )  # fmt: skip
    documents.add_document(
        by=manager, at=at, record=place.pk, title="Terms", name="terms.txt", content=io.BytesIO(b"Some words")
    )
    history = [Happened("Set up", "The business manager", date(2026, 1, 5), "All agreed")]
    page = look(manager, place, history=history)
    for words in (
        "West Partnership",
        "Yearly report",
        "Set by the partnership",
        "Terms",
        "What happened",
        "All agreed",
    ):
        assert words in page, words


def test_a_record_with_nothing_on_it_says_so(look, place):
    page = look(viewers.business_manager(place.pk), place)
    assert "No date hangs on this" in page
    assert "No papers yet" in page


def test_a_record_one_may_not_know_of_is_not_found(look, place, stranger):
    with pytest.raises(NotFound):
        look(stranger, place)


def test_panels_of_other_areas_stand_on_every_record_page_in_their_order(look, place, monkeypatch):
    monkeypatch.setattr(panels, "_PANELS", {})

    def words_of(text):
        return lambda request, record: ("workbench/record_words.jinja", {"words": text}) if text else None

    monkeypatch.setattr(panels, "render_to_string", lambda template, context, request: context["words"])
    panels.register(panels.Panel("second", 20, "top", words_of("Comes second")))
    panels.register(panels.Panel("first", 10, "top", words_of("Comes first")))
    panels.register(panels.Panel("nothing", 5, "aside", words_of("")))
    page = look(viewers.business_manager(place.pk), place)
    assert page.index("Comes first") < page.index("Comes second")


def test_two_panels_cannot_share_a_code(monkeypatch):
    monkeypatch.setattr(panels, "_PANELS", {})
    panels.register(panels.Panel("first", 10, "top", lambda request, record: None))
    with pytest.raises(ValueError, match="Two areas register the panel first"):
        panels.register(panels.Panel("first", 20, "aside", lambda request, record: None))
