import pytest

from goldenthread.thread import interface, queries
from tests.factories import thread as factory

pytestmark = pytest.mark.django_db


def test_the_interface_tells_of_findings_recommendations_actions_and_the_walk(rf):
    place = factory.somewhere()
    thread = factory.whole_thread(place)
    request = rf.get("/")
    request.viewer = factory.manager(place)
    given = interface.ThreadQuery(page=1, per_page=50, partnership=place)
    found = interface.FindingQuery(page=1, per_page=50, partnership=place)
    chosen = interface.ActionQuery(page=1, per_page=50, status="planned", demanded_by=thread["recommendation"])
    pages = [
        (interface.list_findings(request, found), interface.FindingOut),
        (interface.list_recommendations(request, given), interface.RecommendationOut),
        (interface.list_actions(request, chosen), interface.ActionOut),
    ]
    assert [shape(**page["items"][0]).reference[:3] for page, shape in pages] == ["FND", "REC", "ACT"]
    walked = interface.ThreadOut(**interface.one_thread(request, thread["action"]))
    assert [bead.step for bead in walked.beads][:4] == ["evidence", "finding", "recommendation", "action"]
    assert len(walked.beads) == len(queries.thread_of(request.viewer, thread["action"]).beads)
