"""What the database holds, whoever writes."""

import pytest

from goldenthread.assurance import models as m
from goldenthread.assurance import queries, rules
from tests.factories import assurance as make

pytestmark = pytest.mark.django_db


def test_an_agency_is_asked_the_same_once(site, call, broken):
    other = site.ask()
    together = m.Enquiry.objects.get(pk=call).round
    with broken("assurance_enquiry_once"):
        m.Enquiry.objects.filter(pk=other).update(round=together)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("assurance_enquiry_state", {"kind": "lost"}),
        ("assurance_enquiry_settled_whole", {"state": rules.ACCEPTED, "verdict": rules.ENOUGH}),
        (
            "assurance_enquiry_ended_with_a_word",
            {"state": rules.ACCEPTED, "settled_at": make.AT, "settled_by": "0" * 32, "settled_by_name": "Robin"},
        ),
    ],
)
def test_what_was_asked_is_in_a_state_that_is_whole(call, broken, name, values):
    with broken(name):
        m.Enquiry.objects.filter(pk=call).update(**values)


def test_answers_are_numbered_sent_and_returned_whole(site, call, broken):
    site.answer(call)
    answer = m.Answer.objects.get()
    with broken("assurance_answer_once"):
        m.Answer.objects.create(enquiry=answer.enquiry, number=1)
    with broken("assurance_answer_sent_whole"):
        m.Answer.objects.filter(pk=answer.pk).update(signed_by_name="")
    with broken("assurance_answer_returned_whole"):
        m.Answer.objects.filter(pk=answer.pk).update(missing="More")
    m.Answer.objects.create(enquiry=answer.enquiry, number=2)
    with broken("assurance_answer_one_in_hand"):
        m.Answer.objects.create(enquiry=answer.enquiry, number=3)


def test_a_part_is_written_once_and_says_something(site, call, broken):
    site.write(call)
    part = m.AnswerPart.objects.filter(part="what").get()
    with broken("assurance_answer_part_says_something"):
        m.AnswerPart.objects.filter(pk=part.pk).update(text="")
    with broken("assurance_answer_part_once"):
        m.AnswerPart.objects.filter(part="why").update(part="what")


def test_a_point_is_named_once_and_ends_after_it_begins(site, call, broken):
    (point,) = queries.points(site.by, call)
    with broken("assurance_point_period"):
        m.Point.objects.filter(pk=point.pk).update(end="2000-01-01")
    with broken("assurance_point_once"):
        m.Point.objects.create(
            record=point.record, indicator=point.indicator, start=point.start, end=point.end, stood="Again"
        )
