"""Themes that come back: summed up by the database as one would by hand, of what the viewer may know of."""

import random
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta

import pytest

from goldenthread.access.roles import ROLES
from goldenthread.foundation.periods import Period
from goldenthread.thread import queries
from goldenthread.thread.models import Demand, FindingTheme, RecommendationFinding, Theme
from goldenthread.thread.queries import Asked, DoneAbout, recurring
from goldenthread.thread.rules.recurrence import UNSEEN, Seen
from tests.factories import thread as factory
from tests.factories import viewers

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return factory.somewhere()


@pytest.fixture
def manager(place):
    return factory.manager(place)


def by_hand(theme):
    """Sum up a theme finding by finding."""
    rows = FindingTheme.objects.filter(theme=theme).select_related("finding__record")
    found = sorted((row.finding for row in rows), key=lambda each: each.record.opened_on)
    concerns = [each for each in found if each.kind == "concern"]
    demanding = {each.pk for each in found}
    grounds = RecommendationFinding.objects.filter(finding__in=demanding)
    demanding |= {row.recommendation_id for row in grounds}
    demands = Demand.objects.filter(record__in=demanding, action__status="closed").select_related("action__record")
    ended = min((row.action.record.closed_on for row in demands), default=None)
    back = [each.record.opened_on for each in concerns if ended and each.record.opened_on > ended]
    days = [each.record.opened_on for each in found]
    sources = len({each.source_id for each in found})
    return Seen(
        len(found), len(concerns), sources, min(days, default=None), max(days, default=None), min(back, default=None)
    )


@pytest.fixture
def made(place):
    """Findings on four themes over two years; some led to actions, by themselves or by a recommendation, that were closed."""
    dice, sources = random.Random(7), [place, factory.agency(place), factory.agency(place)]
    for number in range(14):
        at = datetime(2025, 1, 5, 9, tzinfo=UTC) + timedelta(days=dice.randrange(700))
        found = factory.finding(
            place,
            f"Seen {number}",
            themes=dice.sample(["One", "Two", "Three", "Four"], dice.randint(1, 2)),
            kind=dice.choice(["concern", "concern", "strength"]),
            source=dice.choice(sources),
            at=at,
        )
        if number % 3 == 0:
            closing = {"demanded_by": [(found, "")]}
        elif number % 3 == 1:
            closing = {"demanded_by": [(factory.recommendation(place, findings=[(found, "")]), "")]}
        else:
            continue
        factory.closed(place, title=f"Done {number}", **closing)
    factory.finding(place, "Never answered", themes=["Open"], at=datetime(2026, 1, 5, 9, tzinfo=UTC))


@pytest.mark.parametrize(("early", "at_once"), [(300, 100), (1, 100), (2, 2)])
def test_the_sums_are_those_one_would_make_by_hand(monkeypatch, manager, made, early, at_once):
    monkeypatch.setattr(recurring, "EARLY", early)
    monkeypatch.setattr(recurring, "AT_ONCE", at_once)
    told = {each.theme.name: each.seen for each in queries.themes_recurring(manager)}
    assert told == {theme.name: by_hand(theme.pk) for theme in queries.themes(manager)}
    assert len(told) == 5
    assert any(seen.back_on for seen in told.values())
    for theme in queries.themes(manager):
        assert [each.seen for each in queries.themes_recurring(manager, only=[theme.pk])] == [told[theme.name]]


def test_a_period_leaves_out_themes_not_seen_in_it_and_tells_the_whole_history_of_the_others(manager, made):
    whole = {each.theme.name: each.seen for each in queries.themes_recurring(manager)}
    seen = defaultdict(list)
    for row in FindingTheme.objects.select_related("finding__record", "theme"):
        seen[row.theme.name].append(row.finding.record.opened_on)
    period = Period(date(2026, 1, 1), date(2026, 1, 31))
    expected = {name for name, days in seen.items() if any(period.holds(day) for day in days)}
    told = {each.theme.name: each.seen for each in queries.themes_recurring(manager, period=period)}
    assert told == {name: whole[name] for name in expected}
    assert "Open" in told


def test_a_theme_without_a_finding_is_told_without_a_sighting(place, manager):
    found = factory.finding(place, themes=["Emptied"])
    FindingTheme.objects.filter(finding=found).delete()
    assert [each.seen for each in queries.themes_recurring(manager)] == [UNSEEN]
    assert queries.themes_recurring(manager, period=Period(date(2000, 1, 1), date(2100, 1, 1))) == []


def test_it_costs_as_much_for_many_findings_and_themes(place, manager, made, django_assert_num_queries):
    queries.themes_recurring(manager)
    with django_assert_num_queries(5):
        queries.themes_recurring(manager)
    for number in range(6):
        found = factory.finding(place, f"More {number}", themes=["One", f"More {number}"])
        factory.closed(place, title=f"More {number}", demanded_by=[(found, "")])
    with django_assert_num_queries(5):
        assert len(queries.themes_recurring(manager)) == 11


def test_what_was_done_about_themes_is_summed_up_as_by_hand_of_what_the_viewer_may_know_of(place, manager, made):
    told = queries.done_about(manager, Theme.objects.values_list("pk", flat=True), newest=2)
    for theme, done in told.items():
        rows = list(queries.actions(manager, theme=theme))
        shut = sorted((row.record.closed_on for row in rows if row.record.closed_on), reverse=True)
        assert (done.number, done.closed_on, done.better) == (len(rows), shut[0] if shut else None, len(shut))
        assert [row.record.closed_on for row in done.newest] == (shut + [None] * len(rows))[: min(2, len(rows))]
    assert any(done.closed_on for done in told.values())
    stranger = queries.done_about(viewers.stranger(), told)
    assert set(stranger.values()) == {DoneAbout()}


def test_as_it_stood_on_a_day_nothing_later_is_known(place, manager, made):
    then = date(2025, 12, 31)
    seen = {each.theme.name: each.seen for each in queries.themes_recurring(manager, until=then)}
    FindingTheme.objects.filter(finding__record__opened_on__gt=then).delete()
    assert seen == {each.theme.name: each.seen for each in queries.themes_recurring(manager, until=then)}
    assert all(each.last is None or each.last <= then for each in seen.values())
    for done in queries.done_about(manager, Theme.objects.values_list("pk", flat=True), until=then).values():
        assert done.closed_on is None
        assert done.better == 0
        assert all(row.record.opened_on <= then for row in done.newest)


def test_whoever_holds_every_role_everywhere_asks_no_deeper_than_the_database_can(place, made):
    grants = []
    for role in ROLES:
        grants += [viewers.grant(role, partnership=place), viewers.grant(role, agency=factory.agency(place), around=[place]),
                   viewers.grant(role, group=factory.group(place), around=[place])]  # fmt: skip
    many = viewers.viewer(*grants, person_id=factory.person(place))
    theme = Theme.objects.get(name="One")
    assert queries.done_about(many, [theme.pk])[theme.pk].number
    assert queries.found(many, place, Period(date(2000, 1, 1), date(2100, 1, 1)), Asked(theme.pk)).concerns.number
