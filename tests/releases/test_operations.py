"""Preparing, deciding and taking down."""

import pytest
from django.db import IntegrityError, connection, transaction

from goldenthread.foundation.errors import NotAllowed, NotFound, RuleBroken
from goldenthread.releases import operations, queries
from goldenthread.releases.models import Decision, Edition, Policy, Standing, Withdrawal
from tests.factories import viewers
from tests.factories.evidence import AT
from tests.factories.releases import BEFORE, YEAR, Desk, protect

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return Desk()


def values(document, code="cpp"):
    (table,) = [each for each in document["tables"] if each["code"] == code]
    return {row["words"]: [cell["value"] or cell["symbol"] for cell in row["cells"]] for row in table["rows"]}


def test_the_small_number_and_the_fewest_others_are_hidden(desk):
    row = queries.edition(desk.prepares, desk.prepare())
    shown = values(row.document)
    assert shown["Physical"] == ["c"]
    assert sorted(each for (each,) in shown.values()).count("c") == 2
    assert shown["All"] == ["90"]
    assert row.proof["clean"]
    assert row.proof["fewest"]
    assert (row.proof["small"], row.proof["others"]) == (1, 1)


def test_the_total_stays_where_two_others_can_be_hidden_in_its_place(desk):
    for name, number in {"Neglect": (18, 22), "Emotional": (15, 15), "Physical": (1, 2), "Sexual": (8, 9)}.items():
        for area, count in zip(("North", "South"), number, strict=True):
            desk.home.supply("cpp", YEAR, count, breakdown={"category": name, "area": area})
    row = queries.edition(desk.prepares, desk.prepare(breakdowns=["category", "area;category"]))
    shown = values(row.document)
    assert shown["All"] == ["90"]
    assert (row.proof["small"], row.proof["others"]) == (3, 2)


def test_nobody_decides_about_what_they_prepared(desk):
    both = viewers.viewer(
        viewers.grant("qa_officer", partnership=desk.place), viewers.grant("independent_chair", partnership=desk.place)
    )
    desk.prepares = both
    made = desk.prepare()
    for act in (operations.set_out, operations.send_back):
        with pytest.raises(RuleBroken, match="yourself"):
            act(by=both, at=AT, edition=made, why="It looks right.")


def test_only_those_who_may_prepare_and_decide(desk):
    made = desk.prepare()
    with pytest.raises(NotAllowed):
        operations.set_out(by=desk.prepares, at=AT, edition=made, why="Now.")
    member = viewers.holding("scrutineer", partnership=desk.place)
    with pytest.raises(NotFound):
        operations.set_out(by=member, at=AT, edition=made, why="Now.")
    desk.prepares = member
    with pytest.raises(NotAllowed):
        desk.prepare()


def test_an_edition_is_decided_about_once_and_with_a_reason(desk):
    made = desk.prepare()
    with pytest.raises(RuleBroken, match="Say why"):
        operations.set_out(by=desk.decides, at=AT, edition=made, why=" ")
    operations.send_back(by=desk.decides, at=AT, edition=made, why="Leave the category out.")
    with pytest.raises(RuleBroken, match="decided about already"):
        operations.set_out(by=desk.decides, at=AT, edition=made, why="After all.")
    with pytest.raises(RuleBroken, match="Only what is out"):
        operations.withdraw(by=desk.decides, at=AT, edition=made, why="Wrong.")


def test_figures_that_changed_since_stop_a_release(desk):
    made = desk.prepare()
    reading = queries.protected(desk.prepares, desk.place, ["cpp"], [YEAR], ["category"], "public")
    assert reading.found.proof.clean
    from goldenthread.evidence import operations as evidence
    from goldenthread.evidence import queries as figures

    one = figures.readings(desk.prepares).get(cut="category=Neglect")
    evidence.restate(
        by=desk.prepares,
        at=AT,
        reading=one.pk,
        numerator=41,
        reason="Counted again.",
    )
    with pytest.raises(RuleBroken, match="have changed"):
        operations.set_out(by=desk.decides, at=AT, edition=made, why="Looked at.")


def test_what_was_released_meanwhile_stops_a_release_that_would_give_a_number_away(desk):
    made = desk.prepare()
    hidden = [words for words, shown in values(queries.edition(desk.prepares, made).document).items() if shown == ["c"]]
    other = next(each for each in hidden if each != "Physical")
    Decision.objects.create(
        edition=_shown_alone(desk, made, other),
        released=True,
        why="Earlier.",
        at=AT,
        by=desk.decides.user_id,
        by_name="Chair",
    )
    with pytest.raises(RuleBroken, match="could be worked out"):
        operations.set_out(by=desk.decides, at=AT, edition=made, why="Looked at.")


def _shown_alone(desk, made, category):
    """An edition of another release that shows a number which the prepared one hides."""
    first = Edition.objects.get(pk=made)
    kept = first.proof["kept"]
    address = next(key for key in kept["cells"] if key.endswith(f"category={category}"))
    alone = {"cells": {address: kept["cells"][address]}, "facts": [], "hidden": [], "gone": []}
    other = desk.prepare(title="Something else", breakdowns=[])
    release = Edition.objects.get(pk=other).release
    return Edition.objects.create(
        release=release,
        number=2,
        chosen={},
        document=first.document,
        sha256="",
        proof={"kept": alone},
        changed="More.",
        prepared_at=AT,
        prepared_by=desk.prepares.user_id,
        prepared_by_name="Robin",
    )


def test_a_correction_is_a_new_edition_checked_against_the_old(desk):
    made = desk.release()
    release = Edition.objects.get(pk=made).release_id
    desk.supply(BEFORE, {"Neglect": 35, "Emotional": 28, "Physical": 9, "Sexual": 12})
    with pytest.raises(RuleBroken, match="Say what changed"):
        operations.prepare_again(by=desk.prepares, at=AT, release=release, periods=[BEFORE, YEAR], changed="")
    again = operations.prepare_again(
        by=desk.prepares, at=AT, release=release, periods=[BEFORE, YEAR], changed="The year before was added."
    )
    shown = values(queries.edition(desk.prepares, again).document)
    assert shown["Physical"] == ["9", "c"]
    assert [words for words, (_, now) in shown.items() if now == "c"] == [
        words for words, (now,) in values(Edition.objects.get(pk=made).document).items() if now == "c"
    ]
    with pytest.raises(RuleBroken, match="still waits"):
        operations.prepare_again(by=desk.prepares, at=AT, release=release, periods=[YEAR], changed="Again.")


def test_what_was_released_before_cannot_be_hidden_any_more():
    desk = Desk({"Neglect": 40, "Emotional": 30, "Physical": 8, "Sexual": 17})
    desk.release(title="First")
    operations.decide_policy(
        by=desk.decides,
        at=AT,
        partnership=desk.place,
        audience="public",
        threshold=10,
        rounding=1,
        whole_groups=False,
        why="Ten, from now on.",
    )
    with pytest.raises(
        RuleBroken,
        match="many others are hidden: Children with a child protection plan, Physical, 2017-18",
    ):
        desk.prepare(title="Second")


def test_policies_hold_for_one_audience_and_need_a_reason(desk):
    decide = {
        "by": desk.decides,
        "at": AT,
        "partnership": desk.place,
        "threshold": 0,
        "rounding": 5,
        "whole_groups": False,
    }
    operations.decide_policy(**decide, audience="partner", why="Partners share the figures themselves.")
    found = queries.protected(desk.prepares, desk.place, ["cpp"], [YEAR], ["category"], "partner")
    assert values(found.document)["Physical"] == ["5"]
    assert values(found.document)["Sexual"] == ["15"]
    public = queries.protected(desk.prepares, desk.place, ["cpp"], [YEAR], ["category"], "public")
    assert values(public.document)["Physical"] == ["c"]
    for wrong in (
        {"why": ""},
        {"why": "x", "threshold": 21},
        {"why": "x", "rounding": 3},
        {"why": "x", "audience": "all"},
    ):
        with pytest.raises(RuleBroken):
            operations.decide_policy(**({**decide, "audience": "public"} | wrong))


def test_a_choice_of_nothing_is_refused(desk):
    for wrong in ({"indicators": []}, {"periods": []}, {"title": " "}, {"audience": "all"}, {"periods": [BEFORE]}):
        with pytest.raises(RuleBroken):
            desk.prepare(**wrong)


def test_taking_down_keeps_what_was_said_and_its_reason(desk):
    made = desk.release()
    operations.withdraw(by=desk.decides, at=AT, edition=made, why="A figure was wrong.")
    assert [name for name, _ in queries.earlier(desk.prepares, desk.place, "public")]
    with pytest.raises(RuleBroken, match="Only what is out"):
        operations.withdraw(by=desk.decides, at=AT, edition=made, why="Again.")


@pytest.mark.parametrize("model", [Edition, Decision, Withdrawal, Policy, Standing])
def test_the_database_refuses_to_change_what_was_released(desk, model):
    made = desk.release()
    operations.withdraw(by=desk.decides, at=AT, edition=made, why="A figure was wrong.")
    operations.decide_policy(
        by=desk.decides,
        at=AT,
        partnership=desk.place,
        audience="public",
        threshold=5,
        rounding=1,
        whole_groups=True,
        why="Yes.",
    )
    protect(desk.home, "board")
    table = model._meta.db_table
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET id = id")
