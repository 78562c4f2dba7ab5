"""From the figure by the question to what was found, and back."""

import pytest

from goldenthread.thread import operations as threads
from goldenthread.thread import queries as thread
from tests.factories import assurance as make

pytestmark = pytest.mark.django_db


def walked(viewer, record):
    return [(bead.step, bead.record.pk if bead.record else None) for bead in thread.thread_of(viewer, record).beads]


def test_a_question_hangs_on_its_figure_before_anything_was_found(site, call):
    line = [("evidence", site.indicator), ("evidence", call)]
    assert walked(site.by, call) == walked(site.by, site.indicator) == line
    assert thread.thread_of(site.by, call).before.key == site.indicator
    assert thread.thread_of(site.by, site.indicator).after.key == call


def test_what_an_answer_showed_stands_on_the_page_of_the_figure_of_the_question_and_of_the_finding(site, call):
    site.answer(call)
    found = threads.record_finding(
        by=site.chair, at=make.AT, source=call, kind="concern", text="A form counts twice.", owner_group=site.group
    )
    line = [("evidence", site.indicator), ("evidence", call), ("finding", found)]
    for record in (site.indicator, call, found):
        assert walked(site.by, record) == line


def test_who_may_not_know_of_the_question_is_not_told_that_it_was_asked(site, call):
    threads.record_finding(by=site.chair, at=make.AT, source=call, kind="concern", text="A form counts twice.")
    assert not thread.thread_of(site.other, site.indicator)


def test_a_figure_nobody_asked_about_is_on_no_thread(site):
    assert not thread.thread_of(site.by, site.indicator)
