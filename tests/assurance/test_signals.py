"""The triage list: what deserves a look, and that nothing is raised again unless it changed."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from goldenthread.access.permissions import Permission
from goldenthread.assurance import models as m
from goldenthread.assurance import operations, queries, rules, tasks
from goldenthread.evidence import signals, steps
from goldenthread.foundation.errors import NotAllowed, NotFound, RuleBroken
from tests.factories import accounts, viewers
from tests.factories import assurance as make
from tests.factories import partnership as bodies

pytestmark = pytest.mark.django_db
MOST = 40


@pytest.fixture
def site(kept_registries):
    """A site with one source of signals, which a test fills: a rise of the indicator, and a late agency."""
    made = make.Site()
    signals._sources.clear()
    made.found = [rise(made), late(made)]
    signals.register(
        "test", lambda viewer, partnership, on: [each for each in made.found if each.partnership == partnership]
    )
    for viewer in (made.by, made.chair, made.member):
        accounts.make_user(viewer)
    operations.work_out(by=made.by, at=make.AT, partnership=made.place)
    return made


def rise(site, facts="320", **fields):
    known = {"kind": signals.Kind.SPECIAL_CAUSE, "partnership": site.place, "period": make.YEAR, "lean": "concern"}
    known |= {"words": "320 children, above the upper limit of 301", "address": f"/evidence/{site.indicator}/"}
    return signals.Signal(**{**known, "facts": facts, "indicator": site.indicator, **fields})


def late(site, facts="14 days"):
    words = "Exampleshire Constabulary has not sent its return, 14 days late"
    about = {"agency": site.police, "indicator": None}
    return rise(site, facts, kind=signals.Kind.LATE, words=words, address="/returns/", **about)


def again(site, *found, at=make.AT):
    site.found = list(found)
    operations.work_out(by=site.by, at=at, partnership=site.place)
    return [row.words for row in queries.raised(site.by)]


def the(site, kind):
    return queries.raised(site.by).get(kind=kind)


def test_what_was_noted_is_not_raised_again_until_its_facts_change_and_then_says_what_was_decided(site):
    row = the(site, "special_cause")
    operations.note(by=site.chair, at=make.AT, raised=[row.pk], reason="A new system counts more.")
    assert again(site, rise(site)) == []
    assert again(site, rise(site, facts="331"))
    back = queries.signal(site.by, row.pk)
    assert (back.standing, back.look.reason, back.look.facts) == (rules.BACK, "A new system counts more.", "320")
    assert again(site, rise(site)) == []


def test_asking_about_a_figure_counts_as_having_looked_at_its_signals(site):
    call = site.ask()
    assert [row.words for row in queries.raised(site.by)] == [late(site).words]
    (look,) = queries.looks(site.by)
    assert (look.decision, look.record_id, look.by_name) == (rules.STEP, call, site.by.name)
    site.ask(signal=the(site, "late").pk, points=())
    assert not queries.raised(site.by).exists()


def test_a_signal_that_holds_no_longer_goes_and_what_was_decided_stays(site):
    operations.note(by=site.by, at=make.AT, raised=[the(site, "late").pk], reason="It came this morning.")
    assert again(site) == []
    assert queries.looks(site.by).count() == 1
    assert again(site, late(site)) == []
    assert again(site, late(site, facts="21 days")) == [late(site).words]


def test_those_who_go_through_it_see_one_list_and_others_none(site):
    other = make.Site()
    assert queries.raised(site.chair).count() == queries.raised(site.scrutineer).count() == 2
    for viewer in (other.by, site.member, viewers.stranger()):
        assert not queries.raised(viewer).exists()
        with pytest.raises(NotFound):
            queries.signal(viewer, the(site, "late").pk)
        with pytest.raises(NotFound):
            operations.note(by=viewer, at=make.AT, raised=[the(site, "late").pk], reason="No.")
        with pytest.raises(NotAllowed):
            operations.work_out(by=viewer, at=make.AT, partnership=site.place)


def test_the_list_is_worked_out_as_the_scrutineer_sees_the_data_whoever_asks(site):
    seen = []
    signals.register("who", lambda viewer, partnership, on: seen.append(viewer) or [])
    for viewer in (site.by, site.chair):
        operations.work_out(by=viewer, at=make.AT, partnership=site.place)
    assert [viewer.roles for viewer in seen] == [{"scrutineer"}, {"scrutineer"}]
    assert not seen[0].may(Permission.ASSURANCE_ASK, partnership=make.Site().place)


def test_a_note_needs_a_reason_and_what_somebody_has_looked_at_is_not_noted_again(site):
    row = the(site, "late")
    with pytest.raises(RuleBroken):
        operations.note(by=site.by, at=make.AT, raised=[row.pk], reason=" ")
    operations.note(by=site.by, at=make.AT, raised=[row.pk], reason="It came.")
    with pytest.raises(NotFound):
        operations.note(by=site.by, at=make.AT, raised=[row.pk], reason="It came.")


def test_a_source_that_tells_of_another_partnership_is_refused(site):
    signals.register("wrong", lambda viewer, partnership, on: [rise(make.Site())])
    with pytest.raises(RuleBroken):
        operations.work_out(by=site.by, at=make.AT, partnership=site.place)


def test_each_night_all_are_worked_out_and_by_day_where_figures_have_come_in(site, admin, clock_at, monkeypatch):
    monkeypatch.setattr("goldenthread.jobs.running.acting", lambda: admin)
    clock_at(make.AT + timedelta(hours=1))
    site.found = [late(site)]
    tasks.new_signals()
    assert queries.raised(site.by).count() == 2
    m.WorkedOut.objects.update(at=make.AT - timedelta(minutes=30))  # as though the figure had come in since
    assert queries.outdated(site.by, site.place)
    tasks.new_signals()
    assert queries.raised(site.by).count() == 1
    assert not queries.outdated(site.by, site.place)
    site.found = []
    tasks.all_signals()
    assert not queries.raised(site.by).exists()


def page(client, viewer, name, *args, query=""):
    return client.look_as(viewer).get(reverse(f"assurance:{name}", args=args) + query).content.decode()


def test_the_list_is_filtered_noted_and_leads_to_the_steps(client, site, django_assert_max_num_queries):
    with django_assert_max_num_queries(MOST):
        shown = page(client, site.chair, "signals")
    assert "above the upper limit" in shown
    assert "above the upper limit" not in page(client, site.chair, "signals", query=f"?kind=late&agency={site.police}")
    for query in ("?lean=concern", "?group=x", "?standing=new", "?q=upper", "?format=csv", "?view=print"):
        assert page(client, site.chair, "signals", query=query)
    row = the(site, "special_cause")
    one = page(client, site.chair, "signal", row.pk)
    assert "Ask for evidence" in one
    assert f"signal={row.pk}" in one
    looking = client.look_as(site.chair)
    looking.post(reverse("assurance:note") + f"?signal={row.pk}", {"reason": "Expected."})
    assert "Expected." in page(client, site.by, "looks")
    assert "Expected." in page(client, site.by, "signal", row.pk)


def test_many_are_noted_at_once(client, site):
    ids = [str(row.pk) for row in queries.raised(site.by)]
    assert "14 days late" in page(client, site.by, "note", query="?kind=late")
    client.look_as(site.by).post(reverse("assurance:note"), {"signals": ids, "reason": "Known."})
    assert not queries.raised(site.by).exists()


def test_a_late_agency_is_asked_from_its_signal(client, site):
    row = the(site, "late")
    address = reverse("assurance:ask", args=[site.place, "call"])
    shown = page(client, site.by, "ask", site.place, "call", query=f"?signal={row.pk}")
    assert "14 days late" in shown
    looking = client.look_as(site.by)
    for wrong in ("?signal=1", f"?signal={site.place}"):
        assert looking.get(address + wrong).status_code == 404
    given = {"title": "Late", "question": "When?", "agencies": [str(site.police)]}
    looking.post(
        f"{address}?signal={row.pk}", {**given, "due-day": "30", "due-month": "4", "due-year": "2099", "group": ""}
    )
    assert queries.signal(site.by, row.pk).look.record.reference == "CFE-2026-001"


def test_the_list_is_worked_out_on_the_spot_by_a_button(client, site):
    site.found = []
    client.look_as(site.by).post(reverse("assurance:work_out", args=[site.place]))
    assert "Nothing to look at" in page(client, site.by, "signals")
    assert m.WorkedOut.objects.get().at > datetime.fromisoformat("2026-04-03T00:00:00+00:00")


def test_the_database_holds_what_a_look_and_a_signal_are(site, broken):
    row = the(site, "late")
    operations.note(by=site.by, at=make.AT, raised=[row.pk], reason="It came.")
    with broken("assurance_look_decided"):
        m.Look.objects.update(reason="")
    with broken("assurance_raised_standing"):
        m.Raised.objects.filter(pk=row.pk).update(look=None)
    with broken("assurance_raised_period"):
        m.Raised.objects.filter(pk=row.pk).update(end="2000-01-01")
    other = the(site, "special_cause")
    with broken("assurance_raised_once"):
        m.Raised.objects.filter(pk=other.pk).update(what=row.what)


def test_a_step_of_another_area_counts_as_a_look_by_whoever_may_take_it(site):
    """An area above says that it opened something about a point, and knows nothing of the list."""
    row = the(site, "special_cause")
    auditor = viewers.holding(
        "training_officer", partnership=site.place
    )  # opens its own records, goes through no signals
    assert not auditor.may_somewhere(Permission.ASSURANCE_TRIAGE)
    opened = bodies.group("Audit of plans", partnership=site.place).pk
    steps.taken(auditor, make.AT, steps.Taken(site.place, opened, (site.spot,)))
    assert [each.kind for each in queries.raised(site.by)] == ["late"]
    look = m.Look.objects.get()
    assert (look.what, look.decision, look.record_id, look.by) == (row.what, rules.STEP, opened, auditor.user_id)
    assert again(site, rise(site)) == []


def test_a_step_counts_in_its_own_partnership_and_with_a_record_one_may_know_of(site):
    row, elsewhere = the(site, "late"), bodies.partnership("Another Partnership").pk
    steps.taken(site.by, make.AT, steps.Taken(elsewhere, site.group, signal=row.pk))
    assert not m.Look.objects.exists()
    with pytest.raises(NotFound):
        steps.taken(viewers.stranger(), make.AT, steps.Taken(site.place, site.group, signal=row.pk))
