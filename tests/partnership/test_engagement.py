"""Routes of engagement, other boards, memoranda and other names."""

from datetime import date

import pytest

from goldenthread.foundation.errors import NotAllowed, NotFound, RuleBroken
from goldenthread.partnership import operations, queries
from tests.factories import partnership as make
from tests.factories import viewers

pytestmark = pytest.mark.django_db
DAY = date(2026, 4, 2)


@pytest.fixture
def home():
    return make.partnership()


@pytest.fixture
def manager(home):
    return viewers.business_manager(home.pk)


def test_twenty_three_agencies_by_eight_routes_stay_within_few_queries(
    home, manager, at, django_assert_max_num_queries
):
    routes = [
        operations.add_route(by=manager, at=at, partnership=home.pk, name=f"Route {number}", position=number)
        for number in range(8)
    ]
    for number in range(23):
        body = make.agency(partnership=home.pk)
        operations.engage(by=manager, at=at, route=routes[number % 8].pk, agency=body.pk)
    with django_assert_max_num_queries(5):
        matrix = queries.engagement_matrix(manager, home.pk, on=DAY)
    assert (len(matrix.lines), len(matrix.routes)) == (23, 8)
    assert sum(line.count for line in matrix.lines) == 23


def test_one_route_has_two_names(home, manager, at):
    events = operations.add_route(by=manager, at=at, partnership=home.pk, name="Wider partnership events")
    operations.add_alias(by=manager, at=at, route=events.pk, name="Wider partnership engagement")
    route = queries.routes(manager, home.pk).get()
    assert [alias.name for alias in route.aliases.all()] == ["Wider partnership engagement"]


def test_changing_a_line_keeps_what_somebody_else_added_meanwhile(home, manager, at):
    one, two, three = (
        operations.add_route(by=manager, at=at, partnership=home.pk, name=name) for name in ("One", "Two", "Three")
    )
    body = make.agency(partnership=home.pk)
    operations.engage(by=manager, at=at, route=one.pk, agency=body.pk)
    operations.engage(by=manager, at=at, route=two.pk, agency=body.pk)  # somebody else, after the page was opened
    operations.set_engagement(by=manager, at=at, partnership=home.pk, agency=body.pk, routes={three.pk}, seen={one.pk})
    tomorrow = date(2026, 4, 3)
    names = {row.route.name for row in queries.engagements(manager, agency=body.pk, on=tomorrow)}
    assert names == {"Two", "Three"}


def test_a_board_is_seen_only_from_partnerships_that_have_to_do_with_it(home, manager, at):
    board = operations.add_board(
        by=manager, at=at, partnership=home.pk, name="Adults board", kind="adults", relation="Joint priorities"
    )
    assert list(queries.boards(manager)) == [board]
    elsewhere = viewers.business_manager(make.partnership().pk)
    with pytest.raises(NotFound):
        queries.board(elsewhere, board.pk)
    with pytest.raises(NotFound):
        operations.link_board(by=elsewhere, at=at, partnership=home.pk, board=board.pk, relation="x")


def test_a_memorandum_is_seen_by_its_parties(home, manager, at, admin):
    other = make.partnership()
    memo = operations.add_memorandum(
        by=admin, at=at, partnership=home.pk, title="Protocol between boards", partnerships=(other.pk,), signed_on=DAY
    )
    assert list(queries.memoranda(viewers.business_manager(other.pk))) == [memo]
    with pytest.raises(NotAllowed):
        operations.change_memorandum(
            by=viewers.business_manager(other.pk), at=at, memorandum=memo.pk, seen=1, title="Taken"
        )
    with pytest.raises(NotFound):
        queries.memorandum(viewers.business_manager(make.partnership().pk), memo.pk)


def test_another_name_is_seen_by_those_who_see_the_body(home, manager, at):
    body = make.agency("Integrated care board", partnership=home.pk)
    operations.add_alias(by=manager, at=at, record=body.pk, name="Example CCG", kind="former")
    assert [alias.name for alias in queries.aliases(manager)] == ["Example CCG"]
    elsewhere = viewers.business_manager(make.partnership().pk)
    assert not queries.aliases(elsewhere).exists()
    with pytest.raises(NotFound):
        operations.add_alias(by=elsewhere, at=at, record=body.pk, name="Taken")


def test_the_glossary_comes_with_words_and_takes_own_ones(home, manager, at):
    assert queries.glossary(manager).filter(code="LSCB").exists()
    own = operations.add_term(by=manager, at=at, partnership=home.pk, code="NWOW", meaning="New ways of working")
    assert own in queries.glossary(manager)
    assert own not in queries.glossary(viewers.business_manager(make.partnership().pk))
    with pytest.raises(RuleBroken, match="already has this word"):
        operations.add_term(by=manager, at=at, partnership=home.pk, code="NWOW", meaning="Twice")
