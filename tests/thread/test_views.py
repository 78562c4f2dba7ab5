from datetime import date

import pytest
from django.urls import reverse

from goldenthread.thread import operations, queries
from tests.factories import accounts, viewers
from tests.factories import partnership as register
from tests.factories import thread as factory

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return factory.somewhere()


@pytest.fixture
def manager(place):
    return factory.manager(place)


@pytest.fixture
def look(client, manager):
    client.look_as(manager)
    return client


def go(name, *args):
    return reverse(f"thread:{name}", args=args)


def boxes(name, day):
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def text(response):
    return response.content.decode()


def sent(client, address, **given):
    """Send a form, and return the page it leads to."""
    response = client.post(address, given)
    assert response.status_code == 302, text(response)
    return text(client.get(response.headers["Location"].split("#")[0]))


class TestLists:
    @pytest.mark.parametrize("name", ["actions", "findings", "recommendations", "themes"])
    def test_an_empty_list_says_what_would_be_there(self, look, name):
        assert "yet" in text(look.get(go(name)))

    @pytest.mark.parametrize("name", ["actions", "findings", "recommendations", "themes"])
    def test_a_list_costs_the_same_for_many(self, look, place, name, django_assert_max_num_queries):
        for number in range(4):
            factory.whole_thread(place)
            factory.closed(place, title=f"Closed {number}")
        look.get(go(name))
        with django_assert_max_num_queries(27):
            assert look.get(go(name)).status_code == 200

    def test_actions_are_filtered_sorted_and_taken_out(self, look, place):
        thread = factory.whole_thread(place)
        factory.complete(place, title="Complete one")
        late = factory.action(place, title="Late one", due=date(2020, 1, 1))
        theme = queries.themes(factory.manager(place)).get().pk
        for query, there, gone in [
            ("overdue=1", "Late one", "Complete one"),
            ("unjudged=1", "Complete one", "Late one"),
            ("status=complete", "Complete one", "Late one"),
            ("open=1&q=late", "Late one", "Complete one"),
            (f"agency={thread['agency']}", "Write the meeting", "Late one"),
            (f"theme={theme}", "Write the meeting", "Late one"),
            (f"partnership={place}&sort=-due", "Late one", "nothing"),
        ]:
            page = text(look.get(f"{go('actions')}?{query}"))
            assert there in page, query
            assert gone not in page, query
        operations.demand(by=factory.manager(place), at=factory.AT, action=late, record=place)
        assert "Late one" in text(look.get(f"{go('actions')}?for={place}"))
        csv = look.get(f"{go('actions')}?format=csv").content.decode("utf-8-sig")
        assert "Date as said" in csv.splitlines()[0]
        assert look.get(f"{go('actions')}?format=xlsx").status_code == 200
        assert "Printed on" in text(look.get(f"{go('actions')}?view=print"))

    def test_what_is_overdue_stands_before_what_has_no_date_and_what_is_closed_last(self, look, place):
        factory.closed(place, title="Closed one", due=date(2019, 1, 1))
        factory.action(place, title="No date")
        factory.action(place, title="Late one", due=date(2020, 1, 1))
        page = text(look.get(go("actions")))
        assert page.index("Late one") < page.index("No date") < page.index("Closed one")

    def test_recommendations_without_an_answer_stand_first(self, look, place):
        factory.recommendation(place, "Nobody is asked about this.")
        factory.whole_thread(place)
        page = text(look.get(go("recommendations")))
        assert page.index("1 answer outstanding") < page.index("Nobody is asked about this")


class TestPages:
    def test_a_finding_shows_its_source_its_themes_and_its_thread(self, look, place, django_assert_max_num_queries):
        thread = factory.whole_thread(place)
        factory.finding(place, "Again.", source=factory.agency(place), themes=["Step-down"])
        look.get(go("finding", thread["finding"]))
        with django_assert_max_num_queries(40):
            page = text(look.get(go("finding", thread["finding"])))
        for words in ("Seen in 2 sources", "(recurs)", "step 2 of 5 on its thread", "Back: evidence", "Not judged yet"):
            assert words in page

    def test_an_action_says_why_it_cannot_close_yet(self, look, place, django_assert_max_num_queries):
        made = factory.complete(place, due=date(2026, 5, 1), demanded_by=[(place, "A reason")])
        look.get(go("action", made))
        with django_assert_max_num_queries(45):
            page = text(look.get(go("action", made)))
        for words in ("cannot close yet", "Nobody has judged", "A reason", "No evidence yet", "It is written in."):
            assert words in page

    def test_a_closed_action_says_what_difference_it_made(self, look, place):
        page = text(look.get(go("action", factory.closed(place))))
        assert "Closed: some difference" in page
        assert "Open it again" in page
        assert "Add an update" not in page

    def test_a_recommendation_shows_advice_answers_and_actions(self, look, place):
        thread = factory.whole_thread(place)
        page = text(look.get(go("recommendation", thread["recommendation"])))
        for words in ("would make it easier", "Answer outstanding", "It shows the gap", "ACT-2026-001"):
            assert words in page
        lone = text(look.get(go("recommendation", factory.recommendation(place))))
        assert "Nobody is asked yet" in lone
        assert "No finding that you can see" in lone

    def test_a_theme_tells_where_it_was_seen_and_what_was_done(self, look, place):
        factory.whole_thread(place)
        theme = queries.themes(factory.manager(place)).get().pk
        page = text(look.get(go("theme", theme)))
        assert "Seen once" in page
        assert "ACT-2026-001" in page
        page = sent(look, go("change_theme", theme), name="Stepping down", meaning="Ends of plans", edition="1")
        assert "Ends of plans" in page

    def test_the_whole_thread_has_a_page(self, look, place):
        thread = factory.whole_thread(place)
        for _ in range(6):
            factory.action(place, demanded_by=[(thread["finding"], "")])
        assert "And 4 more actions" in text(look.get(go("finding", thread["finding"])))
        assert text(look.get(go("whole", thread["finding"]))).count("gt-thread__item") > 12
        assert "Nothing has come of this yet" in text(look.get(go("whole", factory.agency(place))))

    def test_a_reader_sees_no_button_that_changes_anything(self, client, place):
        thread = factory.whole_thread(place)
        client.look_as(viewers.holding("lay_member", partnership=place))
        for name in ("finding", "recommendation", "action"):
            page = text(client.get(go(name, thread[name])))
            for words in ("Change", "Open an action", "Say how it goes", "Take away", "/answer/"):
                assert words not in page

    def test_somebody_elses_is_not_found(self, client, place):
        thread = factory.whole_thread(place)
        client.look_as(factory.manager(factory.somewhere()))
        for name in ("finding", "recommendation", "action", "whole"):
            assert client.get(go(name, thread.get(name, thread["action"]))).status_code == 404


class TestForms:
    def test_a_finding_is_recorded_from_what_showed_it_and_changed(self, look, place):
        source = factory.agency(place, "Sampleshire Council")
        empty = look.post(f"{go('record')}?source={place}", {})
        assert empty.status_code == 422
        concerned = {
            "agencies": str(source),
            "school": str(register.agency("Hill School", kind="school", partnership=place).pk),
        }
        said = {"kind": "concern", "text": "Plans end early.", "themes": "One, Two", **concerned}
        page = sent(look, go("record"), source=str(source), **said)
        assert "Plans end early" in page
        assert "Hill School, Sampleshire Council" in page
        listed = text(look.get(f"{go('findings')}?agency={concerned['school']}"))
        assert "Plans end early" in listed
        row = queries.findings(factory.manager(place)).get()
        assert row.source_id == source
        better = {"kind": "strength", "text": "Better.", "title": "Better", "edition": "1"}
        page = sent(look, go("change_finding", row.pk), **better, agencies=concerned["school"])
        assert "Better" in page
        assert "Hill School, Sampleshire" not in page
        conflict = look.post(go("change_finding", row.pk), {"kind": "concern", "text": "Worse.", "edition": "1"})
        assert conflict.status_code == 409
        assert "Saved meanwhile" in text(conflict)

    def test_a_source_is_found_by_its_words_among_many(self, look, place):
        for number in range(30):
            factory.agency(place, f"Sampleshire {number}")
        page = text(look.post(go("record"), {"gt-find": "source", "source-text": "sampleshire 7"}))
        assert "Sampleshire 7 (AG-" in page
        assert "Sampleshire 8 (AG-" not in page

    def test_a_recommendation_is_checked_before_it_is_made(self, look, place):
        found, agency = factory.finding(place), factory.agency(place)
        address = f"{go('recommend')}?finding={found}"
        checked = text(look.post(address, {"text": "Ensure that staff are reminded.", "check": "1"}))
        assert "4 things would make it easier" in checked
        assert "what to wish for" in checked
        assert not queries.recommendations(factory.manager(place)).exists()
        given = {"text": "Hold a meeting before any plan ends.", "measure": "9 in 10", "addressed_to": [str(agency)]}
        good = text(look.post(address, {**given, **boxes("retest_on", date(2026, 9, 1)), "check": "1"}))
        assert "It says what, who, when" in good
        page = sent(look, address, **given, **boxes("retest_on", date(2026, 9, 1)), reason="It shows why")
        assert "It shows why" in page
        row = queries.recommendations(factory.manager(place)).get()
        page = sent(look, go("change_recommendation", row.pk), text="Hold two.", title="", measure="", edition="1")
        assert "Hold two" in page

    def test_agencies_are_asked_answer_and_take_back(self, look, place):
        made, found, agency = factory.recommendation(place), factory.finding(place), factory.agency(place)
        assert "answer outstanding" in sent(look, go("ask", made), agencies=[str(agency)]).lower()
        reference = queries.finding(factory.manager(place), found).record.reference
        assert reference in sent(look, go("rest_on", made), ground=str(found), reason="Because")
        refused = look.post(go("answer", made, agency), {"answer": "reject", "reason": ""})
        assert "Say why" in text(refused)
        assert "Not accepted" in sent(look, go("answer", made, agency), answer="reject", reason="No power to")
        given = queries.recommendation(factory.manager(place), made).answered[0]
        assert "took its answer back" in sent(look, go("take_back", made, given.pk), why="A new head")

    def test_an_action_is_opened_changed_dated_and_handed_over(self, look, place):
        found, agency, group = factory.finding(place), factory.agency(place), factory.group(place)
        page = sent(
            look,
            f"{go('open')}?for={found}",
            title="Do it",
            reason="It asks",
            owner_agency=str(agency),
            **boxes("due", date(2099, 5, 1)),
        )
        assert "It asks" in page
        made = queries.actions(factory.manager(place)).get().pk
        assert "Do it well" in sent(look, go("change_action", made), title="Do it well", edition="1")
        row = factory.row(place, made)
        page = sent(
            look,
            go("due", made),
            why="Said so",
            due_words="ongoing",
            edition=str(row.edition),
            **boxes("due", date(2099, 6, 1)),
        )
        assert "said as “ongoing”" in page
        edition = str(factory.row(place, made).edition)
        page = sent(
            look,
            go("hand_over", made),
            owner_agency="",
            owner_group=str(group),
            owner_person="",
            note="",
            edition=edition,
        )
        assert "Example group" in page
        stale = look.post(go("due", made), {"why": "X", "edition": "1"})
        assert stale.status_code == 409

    def test_an_action_can_be_opened_from_the_list_for_a_named_record(self, look, place):
        page = sent(
            look,
            go("open"),
            partnership=str(place),
            title="Do it",
            demanding=str(factory.action(place)),
        )
        assert "ACT-2026-001" in page

    def test_an_agency_lead_says_how_it_goes_and_hands_it_to_a_colleague(self, client, place):
        agency = factory.agency(place)
        colleague = register.person(
            "Ashley Example", partnership=place, agency=agency, job_title="Manager", from_on=date(2020, 1, 1)
        )
        made = factory.action(place, owner_agency=agency, due=date(2099, 5, 1))
        lead = viewers.holding("agency_member", agency=agency, around=[place])
        accounts.make_user(lead)
        client.look_as(lead)
        assert "Held up" in sent(client, go("update", made), status="held_up", note="No room", edition="1")
        assert "Ashley Example" in sent(client, go("delegate", made), person=str(colleague.pk), note="")
        refused = client.post(go("update", made), {"status": "complete", "note": "", "edition": "3"})
        assert "Say what was done" in text(refused)

    def test_many_are_updated_and_what_refuses_is_named(self, look, place):
        one, two = factory.action(place, title="One"), factory.complete(place, title="Two")
        page = sent(look, go("update_many"), actions=[str(one), str(two)], status="planned", note="Not begun")
        assert "1 action updated" in page
        assert "Two: not updated" in page
        assert "One" not in text(look.get(f"{go('update_many')}?q=Two"))

    def test_the_way_to_closing_cannot_be_passed_without_a_judgement(self, look, place):
        made = factory.action(
            place,
            owner_group=factory.group(place),
            demanded_by=[(factory.recommendation(place, measure="9 in 10"), "")],
        )
        assert "It is not complete" in text(look.get(go("close", made)))
        sent(look, go("update", made), status="complete", note="Done", edition="1")
        page = text(look.get(go("close", made)))
        assert "Nobody has judged" in page
        assert look.post(go("close", made), {"edition": "2"}).status_code == 422
        page = text(look.get(go("judge", made)))
        assert "There is no evidence yet" in page
        assert "9 in 10" in page
        refused = look.post(go("judge", made), {"judgement": "some", "words": "Better"})
        assert "needs evidence" in text(refused)
        assert "18 of 20" in sent(look, go("add_evidence", made), record="", words="18 of 20 had a meeting")
        assert "Some difference" in sent(look, go("judge", made), judgement="some", words="The second audit")
        edition = str(factory.row(place, made).edition)
        assert "Closed: some difference" in sent(look, go("close", made), edition=edition)

    def test_no_difference_closes_only_with_what_happens_next(self, look, place):
        made = factory.judged(place, "none")
        edition = str(factory.row(place, made).edition)
        refused = look.post(go("close", made), {"edition": edition, "next": ""})
        assert refused.status_code == 422
        assert "A new plan" in sent(look, go("close", made), edition=edition, next="A new plan")

    def test_evidence_is_withdrawn(self, look, place):
        made = factory.judged(place)
        proof = queries.evidence_of(factory.manager(place), made).get()
        assert "No evidence yet" in sent(look, go("withdraw_evidence", made, proof.pk), why="Wrong audit")

    def test_a_shortfall_is_accepted_and_an_action_ended_and_opened_again(self, look, place):
        person = str(factory.person(place, "Jo Example"))
        made, other = factory.action(place, title="First"), factory.action(place, title="Other")
        page = sent(
            look,
            go("shortfall", made),
            owner=person,
            reason="No money",
            edition="1",
            **boxes("until", date(2099, 1, 1)),
        )
        assert "Falling short is accepted until" in page
        for how, more in (("withdraw", {}), ("supersede", {"into": ""})):
            edition = str(factory.row(place, made).edition)
            page = sent(look, go(how, made), reason="The law changed", approver=person, edition=edition, **more)
            assert "Approved by Jo Example" in page
            edition = str(factory.row(place, made).edition)
            assert "Under way" in sent(look, go("reopen", made), why="It changed back", edition=edition)
        reference = factory.row(place, other).record.reference
        edition = str(factory.row(place, made).edition)
        page = sent(look, go("merge", made), into=str(other), reason="The same", approver=person, edition=edition)
        assert f"Go to {reference}" in page

    def test_a_demand_is_added_and_taken_away(self, look, place):
        made, found = factory.action(place), factory.finding(place)
        assert "Plans end" in sent(look, go("demand", made), record=str(found), reason="It too")
        assert "Nothing you can see asks for it" in sent(look, go("undemand", made, found), why="A slip")
