"""Scales: made, looked at before they are saved, changed until an edition on them is published, copied after that."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from goldenthread.foundation.errors import EditConflict, NotAllowed, NotFound, RuleBroken
from goldenthread.quality import operations, queries, scaling
from goldenthread.quality.models import Edition, Question, Scale, ScaleValue
from goldenthread.quality.rules.asking import ValueView
from tests.factories import partnership as bodies
from tests.factories import quality, viewers

pytestmark = pytest.mark.django_db
MET = (ValueView("", "Met", Decimal(1), "It is.", "good"), ValueView("", "Not met", Decimal(0), "", "bad"))


@pytest.fixture
def place():
    return bodies.partnership("Testshire").pk


@pytest.fixture
def page(client, place):
    return client.look_as(quality.keeper(place))


def made(place, name="Met or not", values=MET, **fields):
    given = {"partnership": place, "name": name, "values": values, **fields}
    return operations.add_scale(by=quality.keeper(place), at=quality.AT, **given)


def change(place, scale, **changes):
    by = quality.keeper(place)
    row = queries.scale_row(by, scale)
    operations.change_scale(by=by, at=quality.AT, scale=scale, seen=row.edition, changes=changes)


def typed(place, **more):
    rows = {"label_1": "Met", "points_1": "1", "colour_1": "good", "descriptor_1": "It shows."}
    rows |= {"label_2": "Not met", "points_2": "0", "colour_2": "bad", "label_3": "Not seen", "colour_3": "none"}
    return {"partnership": str(place), "name": "Met or not", "kind": "choice", "better": "high", **rows, **more}


def test_a_scale_is_looked_at_before_it_is_saved_and_nothing_typed_is_lost(page, place):
    address = reverse("quality:new_scale")
    seen = page.post(address, typed(place, look="1")).text
    assert "Nothing is saved yet." in seen
    assert "Without points, and so left out of every score: Not seen." in seen
    more = page.post(address, typed(place, more="1", name="")).text
    assert 'value="Not seen"' in more
    assert "label_6" in more
    assert not Scale.objects.exists()
    page.post(address, typed(place))
    scale = queries.scale(quality.keeper(place), Scale.objects.get().pk)
    assert [(each.code, each.points, each.colour) for each in scale.values] == [
        ("met", 1, "good"),
        ("not-met", 0, "bad"),
        ("not-seen", None, "none"),
    ]
    told = page.get(reverse("quality:scale", args=[scale.id])).text
    assert "It shows." in told
    assert "No question is graded on it yet." in told
    assert "Met or not" in page.get(reverse("quality:scales")).text


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"label_2": "", "points_2": "", "label_3": ""}, "A scale has two values or more."),
        ({"label_3": "met"}, "Two values have the same name."),
        ({"label_3": "na"}, "tick that it can be allowed"),
        ({"label_3": "", "points_3": "4"}, "Name value 3, or empty its row"),
        ({"points_2": "many"}, "Value 2: points are a number"),
        ({"name": " "}, "What is the scale called?"),
    ],
)
def test_a_scale_that_cannot_be_used_is_told_in_a_sentence(page, place, more, sentence):
    assert sentence in page.post(reverse("quality:new_scale"), typed(place, **more)).text
    assert not Scale.objects.exists()


def test_a_scale_begins_with_one_of_the_library_and_its_name_is_used_once(page, place):
    address = reverse("quality:new_scale") + "?like=ofsted_four_low"
    assert 'value="Requires improvement to be good"' in page.get(address).text
    numbers = typed(place, kind="number", step="5", name="In fives")
    page.post(address, numbers)
    scale = queries.scale(quality.keeper(place), Scale.objects.get().pk)
    assert (scale.kind, scale.step, scale.values) == ("number", 5, ())
    assert "scale of this name" in page.post(address, numbers | {"name": "IN FIVES"}).text
    page.post(
        reverse("quality:change_scale", args=[scale.id]),
        {"edition": "1", "name": "In tens", "step": "10", "better": "low"},
    )
    told = page.get(reverse("quality:scale", args=[scale.id])).text
    assert "in steps of 10; 0 is best" in told


def test_a_scale_changes_until_an_edition_on_it_is_published_and_then_a_copy_does(page, place):
    edition = quality.adopted(place, published=False)
    scale = Scale.objects.get()
    change(place, scale.pk, name="Nought to three")
    assert "Change" in page.get(reverse("quality:scale", args=[scale.pk])).text
    operations.publish(by=quality.keeper(place), at=quality.AT, edition=edition.pk)
    told = page.get(reverse("quality:scale", args=[scale.pk])).text
    assert "This scale never changes" in told
    assert reverse("quality:change_scale", args=[scale.pk]) not in told
    with pytest.raises(RuleBroken, match="Make a copy of it"):
        change(place, scale.pk, name="Other")
    for rows, words in ((Scale.objects.all(), {"better": "low"}), (ScaleValue.objects.all(), {"label": "Other"})):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**words)
    copy = page.get(reverse("quality:new_scale") + f"?like={scale.pk}").text
    assert 'value="Nought to three, second version"' in copy
    assert 'value="0: not met"' in copy


def test_two_who_change_a_scale_see_each_other_and_a_scale_in_use_stays(page, place):
    scale = made(place)
    change(place, scale, better="low")
    with pytest.raises(EditConflict):
        operations.change_scale(by=quality.keeper(place), at=quality.AT, scale=scale, seen=1, changes={"name": "Mine"})
    sent = page.post(reverse("quality:change_scale", args=[scale]), typed(place, edition="1", name="Mine"))
    assert sent.status_code == 409
    draft = quality.adopted(place, published=False)
    own = Question.objects.filter(of_edition=draft).first()
    page.post(reverse("quality:remove_scale", args=[own.scale_id]), follow=True)
    assert Scale.objects.filter(pk=own.scale_id).exists()
    page.post(reverse("quality:remove_scale", args=[scale]))
    assert not Scale.objects.filter(pk=scale).exists()


def test_a_question_is_graded_on_a_scale_of_the_library_which_is_taken_over(page, place):
    draft = quality.adopted(place, published=False)
    question = Question.objects.filter(of_edition=draft, code="1.1").get()
    given = {"text": question.text, "kind": "grade", "scale": "rag", "weight": "1", "edition": str(question.edition)}
    page.post(reverse("quality:change_question", args=[question.pk]), given)
    question.refresh_from_db()
    assert question.scale.name == "Red, amber, green"
    assert Edition.objects.get().state == "draft"


def test_readers_see_scales_and_nobody_else_keeps_them(client, place):
    scale = made(place)
    reader = client.look_as(viewers.holding("lay_member", partnership=place))
    assert "Make a copy" not in reader.get(reverse("quality:scale", args=[scale])).text
    with pytest.raises(NotAllowed):
        operations.remove_scale(by=viewers.holding("lay_member", partnership=place), at=quality.AT, scale=scale)
    elsewhere = quality.keeper(bodies.partnership("Elsewhere").pk)
    with pytest.raises(NotFound):
        operations.remove_scale(by=elsewhere, at=quality.AT, scale=scale)


def test_a_scale_either_way_round_counts_its_better_end_in_full(place):
    values = tuple(ValueView(code, code, Decimal(points)) for code, points in (("one", 1), ("two", 2), ("five", 5)))
    view = queries.scale(quality.keeper(place), made(place, "Five is worst", values, better="low"))
    assert [(each.label, each.counts) for each in scaling.shown(view).values] == [
        ("one", 100),
        ("two", 75),
        ("five", 0),
    ]
