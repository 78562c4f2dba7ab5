from datetime import date

import pytest
from django.urls import reverse

from goldenthread.plans import operations, queries
from goldenthread.plans.operations import Who
from goldenthread.records import search
from tests.factories import partnership as register
from tests.factories import plans as factory
from tests.factories import viewers

pytestmark = pytest.mark.django_db
TODAY = date(2026, 4, 2)


@pytest.fixture
def place():
    return factory.somewhere()


@pytest.fixture
def manager(place):
    return viewers.business_manager(place)


@pytest.fixture(autouse=True)
def stopped(clock_at, at):
    clock_at(at)


def go(name, *args):
    return reverse(f"plans:{name}", args=args)


def text(response):
    return response.content.decode()


def post(client, address, status=302, **given):
    response = client.post(address, given)
    assert response.status_code == status, text(response)
    return response


def test_the_list_costs_the_same_for_many_plans(client, place, manager, django_assert_max_num_queries):
    for number in range(6):
        factory.item(factory.plan(place, title=f"Plan {number}"))
    client.look_as(manager).get(go("list"))
    with django_assert_max_num_queries(25):
        response = client.get(go("list"))
    assert "Plan 5" in text(response)


def test_a_plan_costs_the_same_for_many_parts_and_actions(client, place, manager, at, django_assert_max_num_queries):
    plan = factory.large(place, priorities=3, outcomes=4)
    for line in queries.lines(manager, plan):
        operations.add_action(by=manager, at=at, item=line.item.pk, text="Do it", due=date(2026, 5, 1))
    client.look_as(manager).get(go("plan", plan.pk))
    with django_assert_max_num_queries(36):
        response = client.get(go("plan", plan.pk))
    assert "Outcome 2.3" in text(response)
    assert "0 of 15" not in text(response)
    assert "0 of 5 closed with impact" in text(response)


def test_a_plan_is_filtered_and_taken_out_as_a_file(client, place, manager, at):
    plan = factory.agreed(place)
    top = factory.item(plan, "Missing", leads=[Who(words="Police")])
    late = factory.item(plan, "Late one", parent=top.pk, due_on=date(2026, 4, 1))
    factory.item(plan, "Other one", parent=top.pk)
    operations.judge(by=manager, at=at, item=late.pk, state="at_risk", words="Posts empty")
    page = text(client.look_as(manager).get(go("plan", plan.pk) + "?late=1"))
    assert "Late one" in page
    assert "Other one" not in page
    assert "Other one" not in text(client.get(go("plan", plan.pk) + "?state=At+risk"))
    assert "Other one" not in text(client.get(go("plan", plan.pk) + "?who=Police"))
    assert "Nothing fits" in text(client.get(go("plan", plan.pk) + "?who=Nobody"))
    file = client.get(go("plan", plan.pk) + "?format=csv")
    assert file.headers["Content-Type"].startswith("text/csv")
    rows = b"".join(file.streaming_content).decode() if file.streaming else text(file)
    assert "Other one" in rows


def test_a_plan_is_begun_filled_ordered_agreed_and_closed(client, place, manager):
    client.look_as(manager)
    assert "Begin a plan" in text(client.get(go("new")))
    given = {
        "place": f"partnership:{place}",
        "title": "Plan",
        "kind": "business",
        "levels": "Priority: 1\nOutcome: 1a",
        **factory.date_boxes("starts_on", date(2026, 4, 1)),
        **factory.date_boxes("ends_on", date(2028, 3, 31)),
    }
    post(client, go("new"), 422, **{**given, "levels": "Priority: ?"})
    post(client, go("new"), **given)
    plan = queries.plans(manager).get()
    assert plan.scheme[1].joined == ""
    for words in ("First", "Second"):
        post(client, go("add", plan.pk), text=words)
    first, second = (line.item for line in queries.lines(manager, plan))
    assert client.get(go("add", plan.pk) + f"?under={first.pk}").status_code == 200
    post(client, go("add", plan.pk) + f"?under={first.pk}", text="Below")
    assert "1a" in text(client.get(go("plan", plan.pk)))
    assert client.get(go("arrange", plan.pk)).status_code == 200
    post(client, go("move", second.pk), move="up")
    post(client, go("move", second.pk), move="up")
    assert queries.lines(manager, plan)[0].item == second
    post(client, go("put", first.pk), under=str(second.pk))
    post(client, go("change", first.pk), 409, text="Mine", edition="9")
    post(client, go("change", first.pk), text="Better", edition="1")
    page = client.get(go("edit", plan.pk))
    assert "Outcome: 1a" in text(page)
    post(client, go("edit", plan.pk), action_name="Step", sub_action_name="Part", edition="1", **given)
    assert queries.plan(manager, plan.pk).action_name == "Step"
    on = factory.date_boxes("on", date(2026, 4, 1))
    post(client, go("agree", plan.pk), edition="2", agreed_by="The Executive", **on)
    post(client, go("focus", plan.pk), lines="1: Train 200 people\nTell the story")
    assert [note.item for note in queries.notes(manager, plan, "focus")] == [second, None]
    assert "1: Train 200 people" in text(client.get(go("focus", plan.pk)))
    post(client, go("drop", first.pk), edition="2", words="Not ours", **on)
    assert "Not ours" in text(client.get(go("plan", plan.pk)))
    post(client, go("restore", first.pk), edition="3")
    post(client, go("close", plan.pk), edition="3", words="", **on)
    post(client, go("reopen", plan.pk), edition="4", words="One was forgotten")
    for name in ("one_page", "standing", "four_parts", "carrying", "reviews"):
        assert client.get(go(name, plan.pk)).status_code == 200


def test_a_plan_shows_the_columns_it_needs_and_who_is_accountable_in_one_of_their_own(client, place, manager, at):
    plan = factory.plan(place)
    top = factory.item(plan, "Children are heard")
    factory.item(
        plan, "Feedback counts", parent=top.pk, responsible=[Who(words="All partners")], accountable=Who(words="Board")
    )
    client.look_as(manager)
    running = client.get(go("plan", plan.pk)).content.decode()
    for head in ("Responsible", "Accountable", "When", "How it is going"):
        assert f">{head}</th>" in running
    operations.agree_plan(by=manager, at=at, plan=plan.pk, seen=1, on=at.date(), agreed_by="The Board")
    operations.close_plan(by=manager, at=at, plan=plan.pk, seen=2, on=at.date())
    over = client.get(go("plan", plan.pk)).content.decode()
    assert ">Accountable</th>" in over
    assert "When</th>" not in over, "no part of it has a date"
    assert "Not judged yet" not in over


def test_a_value_under_a_value_stands_under_it(client, place, manager, at):
    said = {"by": manager, "at": at, "partnership": place, "kind": "value", "from_on": date(2020, 4, 1)}
    rights = operations.write_statement(**said, text="Children have rights")
    operations.write_statement(**said, text="Everybody listens")
    operations.write_statement(**said, text="To be heard", parent=rights.pk)
    client.look_as(manager)
    for address in (go("standing", factory.plan(place).pk), go("statements", place)):
        page = client.get(address).content.decode()
        assert page.index("Children have rights") < page.index("To be heard") < page.index("Everybody listens")


def test_the_plan_on_one_page_leaves_out_what_goes_by_another_name(client, place, manager):
    plan = factory.plan(place)
    top = factory.item(plan, "Children are heard")
    factory.item(plan, "Feedback counts", parent=top.pk)
    factory.item(plan, "Ask them every term", parent=top.pk, kind="Way to get there")
    client.look_as(manager)
    page = client.get(go("one_page", plan.pk)).content.decode()
    assert "Feedback counts" in page
    assert "Ask them every term" not in page


def test_duties_measures_actions_and_ties_are_filled_in(client, place, manager, at):
    agency = register.agency("Police", partnership=place)
    group = register.group("Executive", partnership=place)
    item = factory.item(factory.plan(place))
    client.look_as(manager)
    duties = {
        "leads": [f"body:{agency.pk}"],
        "responsible_words": "All partners",
        "accountable": f"body:{group.pk}",
        "edition": "1",
    }
    assert client.get(go("duties", item.pk)).status_code == 200
    post(client, go("duties", item.pk), **duties)
    assert "All partners" in text(client.get(go("duties", item.pk)))
    assert client.get(go("add_measure", item.pk)).status_code == 200
    post(client, go("add_measure", item.pk), 422, words="Fewer", target="many")
    post(client, go("add_measure", item.pk), words="Fewer", target="1,200", direction="down")
    measure = queries.item(manager, item.pk).measures.get()
    post(client, go("change_measure", measure.pk), words="Fewer", target="1,100", target_words="or so", edition="1")
    post(client, go("add_action", item.pk), text="Audit twenty", **factory.date_boxes("due", date(2026, 9, 1)))
    placed = queries.actions_under(manager, [item.pk], on=TODAY)[item.pk][0]
    other = factory.item(item.plan, "Other")
    post(client, go("attach", other.pk), 422, reference="A-9999-999")
    post(client, go("attach", other.pk), reference=placed.action.record.reference)
    post(client, go("base", item.pk), reference=other.record.reference, way="arises", words="Same thing")
    value = operations.write_statement(
        by=manager, at=at, partnership=place, kind="value", text="Heard", from_on=date(2020, 1, 1)
    )
    strategy = operations.keep_strategy(by=manager, at=at, partnership=place, name="Neglect strategy")
    post(client, go("ties", item.pk), statements=[str(value.pk)], strategies=[str(strategy.pk)])
    page = text(client.get(go("item", item.pk)))
    for words in ("All partners", "Executive", "1,100, or so", "Audit twenty", "Heard", "Neglect strategy"):
        assert words in page
    assert "Neglect strategy" in text(client.get(go("strategies", place)))


def test_a_plan_is_looked_at_judged_and_escalated_in_forms(client, place, manager):
    group = register.group("Executive", partnership=place)
    item = factory.item(factory.plan(place))
    client.look_as(manager)
    first = factory.date_boxes("first_on", date(2026, 6, 30))
    assert client.get(go("start_cycle", item.plan_id)).status_code == 200
    post(client, go("start_cycle", item.plan_id), kind="quarterly", group=str(group.pk), **first)
    review = queries.reviews(manager).get()
    on = factory.date_boxes("on", TODAY)
    assert "Last said" in text(client.get(go("hold", review.pk)))
    post(client, go("judge", item.pk), 422, state="off_track", **on)
    post(client, go("judge", item.pk) + f"?review={review.pk}", state="off_track", words="No staff", **on)
    assert queries.judgements(manager, item.pk).get().review == review
    post(client, go("hold", review.pk), edition="1", words="Behind", **on)
    assert "Behind" in text(client.get(go("reviews", item.plan_id)))
    cycle = queries.cycles(manager, item.plan).get()
    assert client.get(go("end_cycle", cycle.pk)).status_code == 200
    post(client, go("end_cycle", cycle.pk), edition="1", words="The board took over", **on)
    post(client, go("escalate", item.pk), group=str(group.pk), reason="No money")
    raised = queries.escalations(manager).get()
    assert "No money" in text(client.get(go("escalated")))
    assert "No money" in text(client.get(go("item", item.pk)))
    assert client.get(go("answer", raised.pk)).status_code == 200
    post(client, go("answer", raised.pk), edition="1", answer="The reserve pays")
    assert "The reserve pays" in text(client.get(go("item", item.pk)))
    dates = {
        **factory.date_boxes("starts_on", date(2026, 4, 1)),
        **factory.date_boxes("ends_on", date(2027, 3, 31)),
    }
    post(client, go("write_four_parts", item.pk), what="Trained 200", **dates)
    assert "Trained 200" in text(client.get(go("write_four_parts", item.pk)))
    post(client, go("write_four_parts", item.pk), what="Trained 220", edition="1", **dates)
    assert "Trained 220" in text(client.get(go("four_parts", item.plan_id)))
    assert client.get(go("sign_off", item.pk)).status_code == 200
    post(client, go("sign_off", item.pk), board_words="Improvement Board", accepted="yes", **on)
    assert "Accepted as done" in text(client.get(go("item", item.pk)))


def test_what_a_plan_stands_on_is_written_in_forms(client, place, manager):
    plan = factory.plan(place)
    item = factory.item(plan)
    client.look_as(manager)
    from_on = factory.date_boxes("from_on", date(2020, 1, 1))
    post(client, go("write_statement", place), kind="vision", text="Safe", **from_on)
    first = queries.statements(manager, place).get()
    assert client.get(go("next_statement", place, first.pk)).status_code == 200
    later = factory.date_boxes("from_on", date(2026, 4, 1))
    post(client, go("next_statement", place, first.pk), text="Safe and heard", **later)
    newest = queries.statements(manager, place, on=TODAY).get()
    post(client, go("end_statement", place, newest.pk), **factory.date_boxes("on", TODAY))
    assert "Safe and heard" in text(client.get(go("statements", place)))
    assert client.get(go("new_event", place)).status_code == 200
    reference = item.record.reference
    assert search.by_reference(manager, reference) is not None
    given = {"title": "Day", "kind": "priorities", "held_words": "October 2014", "considered": "Needs\nAudits"}
    post(client, go("new_event", place), 422, title="Day", kind="priorities")
    post(client, go("new_event", place), **given, results=f"{reference}: lead there", plan=str(plan.pk))
    event = queries.events(manager).get()
    assert f"{reference}: lead there" in text(client.get(go("edit_event", event.pk)))
    post(client, go("edit_event", event.pk), **given, present="The chair", edition="1")
    assert "The chair" in text(client.get(go("event", event.pk)))
    post(client, go("new_strategy", place), name="Neglect strategy", version="2")
    strategy = queries.strategies(manager).get()
    assert client.get(go("edit_strategy", strategy.pk)).status_code == 200
    post(client, go("edit_strategy", strategy.pk), name="Neglect strategy", owner_words="HWBB", edition="1")
    assert "HWBB" in text(client.get(go("standing", plan.pk)))


def test_parts_are_carried_into_the_next_plan_and_taken_back(client, place, manager):
    old = factory.agreed(place)
    item, other = factory.item(old), factory.item(old, "Other")
    client.look_as(manager)
    dates = {
        **factory.date_boxes("starts_on", date(2028, 4, 1)),
        **factory.date_boxes("ends_on", date(2030, 3, 31)),
    }
    assert client.get(go("begin_next", old.pk)).status_code == 200
    post(client, go("begin_next", old.pk), title="Next", **dates)
    new = queries.plans(manager).get(title="Next")
    assert "Not decided yet" in text(client.get(go("carrying", old.pk)))
    assert client.get(go("carry", item.pk, new.pk)).status_code == 200
    post(client, go("carry", item.pk, new.pk), way="carried", after="")
    post(client, go("carry", other.pk, new.pk), 422, way="dropped", after="")
    post(client, go("carry", other.pk, new.pk), way="dropped", after="", reason="Done by health")
    page = text(client.get(go("compare") + f"?before={old.pk}&after={new.pk}"))
    assert "Done by health" in page
    post(client, go("undo_carry", other.pk, new.pk))
    assert "Not decided yet" in text(client.get(go("carrying", old.pk) + f"?into={new.pk}"))
    assert "Choose two plans" in text(client.get(go("compare") + "?before=x"))


def test_what_others_keep_is_not_found(client, place, manager, at):
    item = factory.item(factory.plan(place))
    event = operations.record_event(by=manager, at=at, partnership=place, title="Day", held_on=TODAY)
    client.look_as(viewers.business_manager(factory.somewhere()))
    for name in ("plan", "edit", "agree", "close", "reopen", "focus", "add", "arrange", "reviews", "standing"):
        assert client.get(go(name, item.plan_id)).status_code == 404
    for name in ("item", "change", "duties", "put", "drop", "judge", "escalate", "add_action", "ties", "sign_off"):
        assert client.get(go(name, item.pk)).status_code == 404
    for name, pk in (("event", event.pk), ("statements", place), ("strategies", place), ("new_event", place)):
        assert client.get(go(name, pk)).status_code == 404


def test_those_who_only_read_are_refused_the_forms(client, place):
    item = factory.item(factory.plan(place))
    client.look_as(viewers.holding("lay_member", partnership=place))
    assert client.get(go("item", item.pk)).status_code == 200
    for name in ("change", "judge", "add_action", "escalate"):
        assert client.get(go(name, item.pk)).status_code == 403
