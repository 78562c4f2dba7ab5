"""The pages of question banks: the library, a bank, the builder, what is asked, what changed."""

import pytest
from django.urls import reverse

from goldenthread.quality import queries
from goldenthread.quality.models import Edition, Question, Standard
from tests.factories import partnership as bodies
from tests.factories import quality, viewers

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return bodies.partnership("Testshire").pk


@pytest.fixture
def page(client, place):
    return client.look_as(quality.keeper(place))


def test_a_bank_is_taken_from_the_library_built_and_published(page, place):
    assert "Section 11 self-assessment" in page.get(reverse("quality:library")).text
    sent = page.post(reverse("quality:adopt", args=["section_11"]), {"partnership": str(place)}, follow=True)
    assert "Taken over as a draft" in sent.text
    draft = Edition.objects.get()
    adding = reverse("quality:new_standard", args=[draft.pk])
    assert "Weight must be a number" in page.post(adding, {"title": "Lived experience", "weight": "heavy"}).text
    page.post(adding, {"title": "Lived experience", "weight": "2"})
    standard = Standard.objects.get(title="Lived experience")
    given = {
        "text": "Is it written down?",
        "kind": "grade",
        "scale": str(queries.scales(quality.keeper(place)).get().pk),
    }
    page.post(reverse("quality:new_question", args=[standard.pk]), given | {"weight": "1", "required": "on"})
    question = Question.objects.get(text="Is it written down?")
    assert (standard.code, question.code) == ("12", "12.1")
    changed = given | {"text": "Is it written down each time?", "weight": "1", "edition": "1"}
    page.post(reverse("quality:change_question", args=[question.pk]), changed)
    page.post(
        reverse("quality:change_standard", args=[standard.pk]), {"title": "Daily life", "weight": "1", "edition": "1"}
    )
    page.post(reverse("quality:move_standard", args=[standard.pk]), {"way": "up"})
    page.post(reverse("quality:move_question", args=[question.pk]), {"way": "up"})
    seen = page.get(reverse("quality:edition", args=[draft.pk])).text
    assert "Is it written down each time?" in seen
    assert "Take out" not in page.get(reverse("quality:edition", args=[draft.pk]) + "?as=filler").text
    page.post(reverse("quality:publish", args=[draft.pk]))
    draft.refresh_from_db()
    assert draft.state == "published"
    assert "Daily life" in page.get(reverse("quality:edition", args=[draft.pk])).text


def test_what_cannot_be_published_says_why(page, place):
    given = {"partnership": str(place), "purpose": "visit", "title": "Visits", "label": "1"}
    day = {"in_force_from-day": "1", "in_force_from-month": "4", "in_force_from-year": "2026"}
    page.post(reverse("quality:new_bank"), given | day)
    made = Edition.objects.get()
    assert "There is no question yet." in page.get(reverse("quality:edition", args=[made.pk])).text
    sent = page.post(reverse("quality:publish", args=[made.pk]), follow=True)
    assert "There is no question yet." in sent.text


def test_two_editions_are_laid_side_by_side(page, place):
    old = quality.adopted(place)
    new = quality.later(old, q1_1={"text": "Who answers for safeguarding?"})
    seen = page.get(reverse("quality:compare", args=[new.pk, old.pk])).text
    assert "Who answers for safeguarding?" in seen
    assert "Changed: the question." in seen
    assert "1.2" not in seen
    assert "1.2" in page.get(reverse("quality:compare", args=[new.pk, old.pk]) + "?show=all").text
    assert f"What changed from {old.label} to {new.label}" in page.get(reverse("quality:bank", args=[old.bank_id])).text


def test_parts_are_taken_out_of_a_draft_and_an_edition_out_of_use(page, place):
    published = quality.adopted(place)
    draft = quality.later(published)
    question = Question.objects.filter(of_edition=draft, code="1.1").get()
    page.post(reverse("quality:remove_question", args=[question.pk]))
    page.post(reverse("quality:remove_standard", args=[Standard.objects.get(of_edition=draft, code="2").pk]))
    codes = [each.code for each in queries.questionnaire(quality.keeper(place), draft.pk).questions]
    assert "1.1" not in codes
    assert "2.1" not in codes
    page.post(reverse("quality:retire", args=[published.pk]))
    published.refresh_from_db()
    assert published.state == "retired"


def test_a_draft_is_renamed_and_the_next_edition_begun(page, place):
    old = quality.adopted(place)
    day = {"in_force_from-day": "1", "in_force_from-month": "4", "in_force_from-year": "2027"}
    page.post(reverse("quality:new_edition", args=[old.bank_id]), {"label": "2027", **day})
    draft = Edition.objects.get(label="2027")
    page.post(reverse("quality:change_edition", args=[draft.pk]), {"label": "2028", "edition": "1", **day})
    draft.refresh_from_db()
    assert (draft.label, draft.previous_id) == ("2028", old.pk)


def test_a_reader_sees_no_builder_and_a_stranger_nothing(client, place):
    edition = quality.adopted(place)
    reader = client.look_as(viewers.holding("lay_member", partnership=place))
    assert "The next edition" not in reader.get(reverse("quality:bank", args=[edition.bank_id])).text
    assert client.look_as(viewers.stranger()).get(reverse("quality:edition", args=[edition.pk])).status_code == 403
    other = viewers.holding("lay_member", partnership=bodies.partnership("Elsewhere").pk)
    assert client.look_as(other).get(reverse("quality:edition", args=[edition.pk])).status_code == 404


def test_a_whole_edition_opens_in_few_queries(client, place, django_assert_max_num_queries):
    edition = quality.adopted(place)
    viewer = client.look_as(viewers.holding("lay_member", partnership=place))
    with django_assert_max_num_queries(14):
        viewer.get(reverse("quality:edition", args=[edition.pk]))


def test_frameworks_are_listed(page):
    assert "Nothing here yet" in page.get(reverse("quality:frameworks")).text
