"""Banks are adopted, built, published and then never change."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from goldenthread.foundation.errors import EditConflict, NotAllowed, NotFound, RuleBroken
from goldenthread.quality import library, operations, queries
from goldenthread.quality.models import Question, Standard
from goldenthread.quality.rules.asking import ValueView
from tests.factories import partnership as bodies
from tests.factories import quality, viewers

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return bodies.partnership("Testshire").pk


@pytest.fixture
def qa(place):
    return quality.keeper(place)


def test_a_bank_of_the_library_is_adopted_whole(place, qa, at):
    made = operations.adopt(by=qa, at=at, partnership=place, code="section_11")
    whole, spec = queries.questionnaire(qa, made), library.banks()["section_11"]
    assert [each.code for each in whole.standards] == [each.code for each in spec.standards]
    assert [each.text for each in whole.questions] == [each.text for one in spec.standards for each in one.questions]
    assert {each.scale.code for each in whole.questions} == {"zero_to_three"}
    assert queries.adopted(qa, place) == {"section_11": whole.bank}


def test_it_is_adopted_once(place, qa, at):
    quality.adopted(place)
    with pytest.raises(RuleBroken, match="taken over already"):
        operations.adopt(by=qa, at=at, partnership=place, code="section_11")
    with pytest.raises(RuleBroken, match="no such bank"):
        operations.adopt(by=qa, at=at, partnership=place, code="nothing")


def test_two_banks_share_a_scale(place, qa):
    quality.adopted(place, "audit_tool")
    quality.adopted(place, "section_175")
    assert queries.scales(qa, place).filter(code="yes_partly_no").count() == 1


def test_only_those_who_keep_banks_may_adopt(place, at):
    reader = viewers.holding("lay_member", partnership=place)
    with pytest.raises(NotAllowed):
        operations.adopt(by=reader, at=at, partnership=place, code="section_11")


def test_a_draft_is_built_question_by_question(place, qa, at):
    made = operations.start_bank(
        by=qa, at=at, partnership=place, purpose="visit", title="Visits", label="1", in_force_from=date(2026, 4, 1)
    )
    scale = operations.add_scale(
        by=qa, at=at, partnership=place, name="Two", values=[ValueView("", "Yes", 1), ValueView("", "No", 0)]
    )
    first = operations.add_standard(by=qa, at=at, edition=made, title="What was seen")
    second = operations.add_standard(by=qa, at=at, edition=made, title="What was said")
    one = operations.add_question(by=qa, at=at, standard=first, text="Was it safe?", scale=scale)
    two = operations.add_question(by=qa, at=at, standard=first, text="Who was there?", kind="text")
    operations.add_question(by=qa, at=at, standard=second, text="What did staff say?", kind="text", required=False)
    operations.move_standard(by=qa, at=at, standard=second, up=True)
    operations.move_question(by=qa, at=at, question=one, up=False)
    whole = queries.questionnaire(qa, made)
    assert [each.code for each in whole.standards] == ["2", "1"]
    assert [each.code for each in whole.questions] == ["2.1", "1.2", "1.1"]
    operations.remove_question(by=qa, at=at, question=two)
    operations.remove_standard(by=qa, at=at, standard=second)
    assert [each.text for each in queries.questionnaire(qa, made).questions] == ["Was it safe?"]


def test_a_graded_question_needs_a_scale_of_the_same_partnership(place, qa, at):
    edition = quality.adopted(place, published=False)
    standard = Standard.objects.filter(of_edition=edition).first()
    other = quality.adopted(bodies.partnership("Elsewhere").pk)
    foreign = Question.objects.filter(of_edition=other).first().scale_id
    for scale in (None, foreign):
        with pytest.raises(RuleBroken, match="Choose the scale"):
            operations.add_question(by=qa, at=at, standard=standard.pk, text="And?", scale=scale)


def test_a_question_saved_meanwhile_is_not_overwritten(place, qa, at):
    row = Question.objects.filter(of_edition=quality.adopted(place, published=False)).first()
    operations.change_question(by=qa, at=at, question=row.pk, seen=1, changes={"text": "Mine"})
    with pytest.raises(EditConflict):
        operations.change_question(by=qa, at=at, question=row.pk, seen=1, changes={"text": "Yours"})


def test_a_published_edition_never_changes(place, qa, at):
    edition = quality.adopted(place)
    standard = Standard.objects.filter(of_edition=edition).first()
    question = Question.objects.filter(of_edition=edition).first()
    tries = [
        lambda: operations.add_standard(by=qa, at=at, edition=edition.pk, title="One more"),
        lambda: operations.change_standard(by=qa, at=at, standard=standard.pk, seen=1, changes={"title": "Other"}),
        lambda: operations.remove_standard(by=qa, at=at, standard=standard.pk),
        lambda: operations.change_question(by=qa, at=at, question=question.pk, seen=1, changes={"text": "Other"}),
        lambda: operations.remove_question(by=qa, at=at, question=question.pk),
        lambda: operations.publish(by=qa, at=at, edition=edition.pk),
    ]
    for each in tries:
        with pytest.raises(RuleBroken, match="never changes"):
            each()


def test_the_database_itself_refuses_to_reword_what_was_published(place):
    edition = quality.adopted(place)
    for model, change in ((Question, {"text": "Other"}), (Standard, {"title": "Other"})):
        with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
            model.objects.filter(of_edition=edition).update(**change)


def test_a_scale_that_a_published_edition_uses_never_changes(place, qa, at):
    quality.adopted(place)
    scale = queries.scales(qa, place).get()
    with pytest.raises(RuleBroken, match="never changes"):
        operations.change_scale(by=qa, at=at, scale=scale.pk, seen=scale.edition, changes={"name": "Other"})


def test_the_next_edition_begins_as_a_copy_that_can_be_changed(place, qa, at):
    edition = quality.adopted(place)
    after = quality.later(edition, q1_1={"text": "Who answers for safeguarding?"})
    old, new = queries.questionnaire(qa, edition.pk), queries.questionnaire(qa, after.pk)
    assert [each.code for each in old.questions] == [each.code for each in new.questions]
    assert new.by_code["1.1"].text == "Who answers for safeguarding?"
    assert old.by_code["1.1"].text != new.by_code["1.1"].text


def test_an_edition_with_nothing_in_it_cannot_be_published(place, qa, at):
    made = operations.start_bank(
        by=qa, at=at, partnership=place, purpose="visit", title="Visits", label="1", in_force_from=date(2026, 4, 1)
    )
    with pytest.raises(RuleBroken, match="no question yet"):
        operations.publish(by=qa, at=at, edition=made)


def test_who_works_for_an_agency_reads_what_is_published_and_no_draft(place):
    agency = bodies.agency("Testshire Police", partnership=place)
    member = viewers.holding("agency_member", agency=agency.pk, around=[place])
    published, draft = quality.adopted(place), quality.adopted(place, "audit_tool", published=False)
    assert [each.pk for each in queries.editions(member)] == [published.pk]
    assert queries.questionnaire(member, published.pk).label == "2026"
    for viewer, pk in ((member, draft.pk), (viewers.stranger(), published.pk)):
        with pytest.raises(NotFound):
            queries.questionnaire(viewer, pk)


def test_a_questionnaire_of_any_size_takes_five_queries_at_most(place, qa, django_assert_max_num_queries):
    edition = quality.adopted(place)
    with django_assert_max_num_queries(5):
        assert len(list(queries.questionnaire(qa, edition.pk).questions)) == 47
