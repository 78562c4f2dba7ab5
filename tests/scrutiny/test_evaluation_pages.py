"""The pages of self-evaluations and key questions, as those who keep them, members, agencies, and those who may not."""

from datetime import date

import pytest
from django.urls import reverse

from goldenthread.foundation.periods import Period
from goldenthread.quality import looked
from goldenthread.scrutiny import checking, operations, queries
from goldenthread.scrutiny import models as m
from tests.factories import accounts
from tests.factories.scrutiny import AT, TODAY

pytestmark = pytest.mark.django_db
GOOD = ("good", "good", "requires_improvement", "good", "good")


@pytest.fixture(autouse=True)
def known(site):
    for viewer in (site.lay, site.scrutineer, site.observer, site.stranger, *site.members):
        accounts.make_user(viewer)


def at(name, *args):
    return reverse(f"scrutiny:{name}", args=args)


def text(response):
    assert response.status_code == 200, response.content[:500]
    return response.content.decode()


def dated(name, day):
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def test_a_challenge_day_from_beginning_to_end(client, site):
    keeping = client.look_as(site.manager)
    assert "Nothing yet" in text(keeping.get(at("evaluations")))
    assert "take one from the library" in text(keeping.get(at("new_evaluation", site.place)))
    tool = site.bank()
    text(keeping.get(at("begin_evaluation", site.place, "self_evaluation")))
    given = {"title": "Self-evaluation", "tool": str(tool), "group": str(site.board), "words": "Be frank."}
    given |= dated("start", date(2025, 4, 1)) | dated("end", date(2026, 3, 31)) | dated("held_on", TODAY)
    assert (
        "or before"
        in keeping.post(
            at("begin_evaluation", site.place, "self_evaluation"), given | dated("due_on", date(2026, 5, 1))
        ).content.decode()
    )
    assert keeping.post(at("begin_evaluation", site.place, "self_evaluation"), given).status_code == 302
    made = m.Evaluation.objects.get().pk
    member = client.look_as(site.members[0])
    assert "Judge alone" in text(member.get(at("evaluation", made)))
    assert "Be frank." in text(member.get(at("judge_alone", made)))
    wrong = {"value_1": "good", "words_1": "", "shown_2": "XYZ-1"}
    assert "nothing with the reference XYZ-1" in member.post(at("judge_alone", made), wrong).content.decode()
    assert "Say what shows it" in member.post(at("judge_alone", made), {"value_1": "good"}).content.decode()
    site.inspection()
    alone = {"value_1": "good", "words_1": "We decide together.", "shown_1": "ins-2025-001"}
    assert member.post(at("judge_alone", made), alone).status_code == 302
    assert "We decide together." in text(member.get(at("evaluation", made)))
    keeping = client.look_as(site.manager)
    hidden = text(keeping.get(at("evaluation", made)))
    assert "We decide together." not in hidden
    assert keeping.get(at("agree", made)).status_code == 302
    assert keeping.post(at("open_to_all", made)).status_code == 302
    assert "We decide together." in text(keeping.get(at("agree", made)))
    agreed = {f"{name}_{code}": value for code in ("1", "2", "3", "4", "overall")
              for name, value in (("value", "good"), ("words", "It shows."), ("onward", "Publish it."))}  # fmt: skip
    assert keeping.post(at("agree", made), agreed).status_code == 302
    assert "What was found" not in text(keeping.get(at("settle", made)))
    assert keeping.post(at("settle", made), {"words": "The board", **dated("on", TODAY)}).status_code == 302
    assert keeping.post(at("keep_findings", made), {"strengths": "Leaders decide together"}).status_code == 302
    page = text(client.look_as(site.lay).get(at("evaluation", made)))
    for words in ("Publish it.", "INS-2025-001", "Leaders decide together", "Agreed by The board", "Outstanding:"):
        assert words in page


def test_key_questions_stand_side_by_side_and_keep_their_versions(client, site):
    tool = site.bank("key_questions")
    made = site.evaluation(purpose="key_questions", tool=tool, agencies=site.agencies, title="Questions")
    codes = ("1_1", "1_2", "1_3", "2_1", "2_2", "2_3")
    for number, member in enumerate(site.members):
        agency = client.look_as(member)
        address = at("answer", made, site.agencies[number])
        assert agency.get(at("answer", made, site.agencies[1 - number])).status_code == 403
        text(agency.get(address))
        assert "Answer this question" in agency.post(address, {"words_1_1": "One"}).content.decode()
        assert agency.post(address, {f"words_{code}": f"Answer {number}" for code in codes}).status_code == 302
    assert agency.post(address, {f"words_{code}": "Second thoughts" for code in codes}).status_code == 302
    assert (
        agency.post(at("reply_to_answer", made, site.agencies[0]), {"value": "more", "words": "No"}).status_code == 403
    )
    scrutineer = client.look_as(site.scrutineer)
    text(scrutineer.get(at("reply_to_answer", made, site.agencies[0])))
    said = {"value": "more", "words": "Say by when."}
    assert scrutineer.post(at("reply_to_answer", made, site.agencies[0]), said).status_code == 302
    page = text(client.look_as(site.lay).get(at("evaluation", made)))
    for words in (
        "Answer 0",
        "Second thoughts",
        "Answer 1",
        "Say by when.",
        "Asks for more",
        "Version 1",
        "version 2 of",
    ):
        assert words in page
    keeping = client.look_as(site.manager)
    assert keeping.post(at("settle", made), {"words": "The board", **dated("on", TODAY)}).status_code == 302
    assert client.look_as(site.members[0]).post(address, {}).status_code in (403, 422)


def test_it_is_changed_and_asked_for_until_it_is_agreed(client, site):
    made = site.evaluation()
    keeping = client.look_as(site.manager)
    change = {"title": "Renamed", "words": "", "edition": "1", **dated("start", date(2025, 4, 1))}
    change |= dated("end", date(2026, 3, 31)) | dated("due_on", date(2026, 4, 24)) | dated("held_on", date(2026, 4, 28))
    text(keeping.get(at("change_evaluation", made)))
    assert keeping.post(at("change_evaluation", made), change).status_code == 302
    assert keeping.post(at("change_evaluation", made), change).status_code == 409
    assert {each.deadline.due_on for each in m.Asked.objects.select_related("deadline")} == {date(2026, 4, 24)}
    assert keeping.post(at("ask", made)).status_code == 302
    scrutineer = client.look_as(site.scrutineer)
    assert scrutineer.post(at("judge_as_scrutineer", made), {"value_1": "good", "words_1": "Seen."}).status_code == 302
    assert "Seen." in text(scrutineer.get(at("evaluation", made)))
    assert "Seen." not in text(client.look_as(site.manager).get(at("evaluation", made)))


def test_who_may_not_finds_no_way(client, site):
    made = site.evaluation()
    lay = client.look_as(site.lay)
    text(lay.get(at("evaluation", made)))
    for name in ("change_evaluation", "judge_alone", "agree", "judge_as_scrutineer", "settle", "keep_findings", "ask"):
        assert lay.get(at(name, made)).status_code == 403
    assert lay.post(at("open_to_all", made)).status_code == 403
    stranger = client.look_as(site.stranger)
    for name in ("evaluation", "change_evaluation", "agree", "settle", "judge_alone"):
        assert stranger.get(at(name, made)).status_code == 404
    assert stranger.get(at("new_evaluation", site.place)).status_code == 404
    assert client.look_as(site.observer).get(at("evaluations")).status_code == 403


def test_checks_and_the_quality_page_learn_of_it(site, django_assert_max_num_queries):
    made = site.evaluation()
    late, much_later = date(2026, 4, 25), date(2026, 6, 30)
    assert [each.detail for each in checking.not_answered(site.scrutineer, late)] == [
        "Asked for by 20 April 2026: Member 1 and Member 2."
    ]
    assert [each.record for each in checking.not_agreed(site.scrutineer, much_later)] == [made]
    agreed = site.agreed(*GOOD, tool=queries.evaluation(site.manager, made).tool_id)
    found = [
        each for each in looked.found(site.lay, site.place, Period(date(2026, 4, 1), TODAY)) if each.record == agreed
    ]
    assert [(each.kind, each.grade, round(each.points, 2)) for each in found] == [("Self-evaluation", "Good", 0.67)]
    with django_assert_max_num_queries(25):
        queries.lines(site.lay, queries.evaluation(site.lay, agreed))
    assert operations.ask(by=site.manager, at=AT, evaluation=made) == 0
