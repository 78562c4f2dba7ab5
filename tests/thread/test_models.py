from datetime import UTC, date, datetime

from goldenthread.foundation.ids import uuid7
from goldenthread.thread.models import (
    Action,
    Addressee,
    Demand,
    FindingAgency,
    FindingTheme,
    ImpactEvidence,
    Judgement,
    RecommendationFinding,
    Response,
    Shortfall,
    Theme,
)
from tests.factories import thread as factory

AT = datetime(2026, 4, 2, tzinfo=UTC)
WHO = {"by": uuid7(), "by_name": "Robin Example", "at": AT}


def stored(place, **fields):
    return Action.objects.get(pk=factory.action(place, **fields))


def test_an_action_is_not_closed_without_a_judgement_and_not_judged_closed_without_closing(broken):
    place = factory.somewhere()
    row = stored(place)
    row.status, row.completed_on = "closed", date(2026, 4, 2)
    with broken("action_closed_with_judgement"):
        row.save()
    judged = Action.objects.get(pk=factory.judged(place))
    judged.closing_judgement = Judgement.objects.get(action=judged)
    with broken("action_closed_with_judgement"):
        judged.save()
    row.administrative = True
    row.save()


def test_what_is_withdrawn_has_a_reason_and_an_approver(broken):
    row = stored(factory.somewhere())
    row.status, row.ended_reason = "withdrawn", "No longer needed"
    with broken("action_ended_with_reason"):
        row.save()
    row.status = "planned"
    with broken("action_ended_with_reason"):
        row.save()


def test_what_is_merged_went_into_another(broken):
    place = factory.somewhere()
    row = stored(place)
    row.status, row.ended_reason, row.ended_approver_id = "merged", "The same", factory.person(place)
    with broken("action_merged_into_another"):
        row.save()
    row.went_into = row
    with broken("action_merged_into_another"):
        row.save()


def test_what_is_complete_was_completed_on_a_day(broken):
    row = stored(factory.somewhere())
    row.status = "complete"
    with broken("action_completed_on_a_day"):
        row.save()


def test_a_record_demands_an_action_once(broken):
    place = factory.somewhere()
    made = factory.action(place, demanded_by=[(place, "")])
    with broken("demand_once"):
        Demand.objects.create(action_id=made, record_id=place, **WHO)


def test_a_shortfall_has_a_reason_and_a_later_end_and_stands_once(broken):
    place = factory.somewhere()
    made, owner = factory.action(place), factory.person(place)
    day = date(2026, 4, 2)
    fields = {"action_id": made, "owner_id": owner, "accepted_on": day, **WHO}
    with broken("shortfall_has_reason_and_end"):
        Shortfall.objects.create(why="No money", until_on=day, **fields)
    with broken("shortfall_has_reason_and_end"):
        Shortfall.objects.create(why="", until_on=date(2026, 5, 1), **fields)
    Shortfall.objects.create(why="No money", until_on=date(2026, 5, 1), **fields)
    with broken("shortfall_one_at_a_time"):
        Shortfall.objects.create(why="Still none", until_on=date(2026, 6, 1), **fields)


def test_evidence_says_something_and_is_withdrawn_whole(broken):
    made = factory.action(factory.somewhere())
    with broken("evidence_says_something"):
        ImpactEvidence.objects.create(action_id=made, **WHO)
    with broken("evidence_withdrawn_whole"):
        ImpactEvidence.objects.create(action_id=made, words="It is better", withdrawn_at=AT, **WHO)


def test_a_theme_stands_once_in_a_partnership_and_once_on_a_finding(broken):
    place = factory.somewhere()
    found = factory.finding(place, themes=["Step-down"])
    with broken("theme_name_once"):
        Theme.objects.create(partnership_id=place, name="step-DOWN", folded="step-down")
    with broken("finding_theme_once"):
        FindingTheme.objects.create(finding_id=found, theme=Theme.objects.get(folded="step-down"))
    concerned = FindingAgency.objects.create(finding_id=found, agency_id=factory.agency(place))
    with broken("finding_agency_once"):
        FindingAgency.objects.create(finding_id=found, agency=concerned.agency)


def test_a_recommendation_rests_on_a_finding_once_and_asks_an_agency_once(broken):
    thread = factory.whole_thread(factory.somewhere())
    recommended = thread["recommendation"]
    with broken("recommendation_finding_once"):
        RecommendationFinding.objects.create(recommendation_id=recommended, finding_id=thread["finding"], **WHO)
    with broken("addressee_once"):
        Addressee.objects.create(recommendation_id=recommended, agency_id=thread["agency"])


def test_one_answer_stands_with_its_reason_and_is_taken_back_whole(broken):
    thread = factory.whole_thread(factory.somewhere())
    fields = {"recommendation_id": thread["recommendation"], "agency_id": thread["agency"], **WHO}
    with broken("response_reason_unless_accepted"):
        Response.objects.create(answer="reject", **fields)
    with broken("response_taken_back_whole"):
        Response.objects.create(answer="accept", taken_back_at=AT, taken_back_by=uuid7(), **fields)
    Response.objects.create(answer="accept", **fields)
    with broken("response_one_standing"):
        Response.objects.create(answer="accept", **fields)
