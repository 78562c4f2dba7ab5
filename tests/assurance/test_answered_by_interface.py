"""An agency answers through the programming interface: with its token, for itself, and for nobody else."""

import io
import json
import re

import pytest
from django.urls import reverse

from goldenthread.access.roles import Scope
from goldenthread.api import operations as interface
from goldenthread.assurance import models as m
from goldenthread.assurance import operations
from goldenthread.documents import operations as documents
from tests.factories import accounts
from tests.factories import assurance as make

pytestmark = pytest.mark.django_db
PARTS = [{"part": part, "text": text} for part, text in make.PARTS.items()]
SIGNED = {"parts": PARTS, "signed_name": "Alex Example, inspector"}


def token_of(agency, *roles):
    """A token for a new account of an agency."""
    user = accounts.account()
    for role in roles:
        accounts.given(user, role, Scope.AGENCY, agency)
    return interface.make_token(by=accounts.viewer_of(user, accounts.AT), at=accounts.AT, name="System", days=30)


@pytest.fixture
def send(client, site, clock_at):
    clock_at(accounts.AT)

    def answer(call, status=200, *, agency=None, roles=("data_supplier", "agency_member"), body=None):
        headers = {"Authorization": f"Bearer {token_of(agency or site.police, *roles)}"}
        response = client.post(
            f"/api/v1/assurance/enquiries/{call}/answer/",
            json.dumps(SIGNED if body is None else body),
            content_type="application/json",
            headers=headers,
        )
        assert response.status_code == status, response.content
        return response.json()

    return answer


def paper(site, call, by=None):
    return documents.add_document(
        by=by or site.member,
        at=make.AT,
        record=call,
        title="Dip sample",
        name="sample.txt",
        content=io.BytesIO(b"Ten files."),
    ).id


def test_an_answer_is_sent_in_one_go_with_who_signs_it_and_what_it_rests_on(send, site, call):
    sample = paper(site, call)
    told = send(call, body={**SIGNED, "papers": [str(sample)]})
    assert told["enquiry"]["state"] == "answered"
    (answer,) = told["answers"]
    assert (answer["parts"]["why"], answer["signed_by"]) == (make.PARTS["why"], "Alex Example, inspector")
    assert answer["papers"] == [{"document": str(sample), "title": "Dip sample", "version": 1}]
    assert told["draft"] == []


def test_what_colleagues_have_written_stays_and_is_never_overwritten_unread(client, send, site, call):
    operations.write_part(by=site.member, at=make.AT, enquiry=call, part="what", text="It is right.")
    problem = send(call, 409)["problem"]
    assert problem
    assert not m.Answer.objects.filter(sent_at__isnull=False).exists()
    headers = {"Authorization": f"Bearer {token_of(site.police, 'data_supplier', 'agency_member')}"}
    draft = client.get(f"/api/v1/assurance/enquiries/{call}/", headers=headers).json()["draft"]
    assert [(each["part"], each["text"], each["edition"]) for each in draft][:2] == [
        ("what", "It is right.", 1),
        ("why", "", 0),
    ]
    told = send(call, body={**SIGNED, "parts": PARTS[1:]})
    assert told["answers"][0]["parts"]["what"] == "It is right."


def test_half_an_answer_is_not_sent(send, call):
    assert "Write" in send(call, 422, body={**SIGNED, "parts": PARTS[:1]})["problem"]
    assert "signs" in send(call, 422, body={"parts": PARTS})["problem"]
    assert not m.AnswerPart.objects.exists()


def test_nobody_answers_for_an_agency_that_is_not_theirs(client, send, site, call):
    send(call, 403, roles=("data_supplier",))
    send(call, 404, agency=site.health)
    address = f"/api/v1/assurance/enquiries/{call}/answer/"
    assert client.post(address, json.dumps(SIGNED), content_type="application/json").status_code == 401
    for role in ("qa_officer", "business_manager"):
        headers = {"Authorization": f"Bearer {accounts.token(role, site.place)}"}
        sent = client.post(address, json.dumps(SIGNED), content_type="application/json", headers=headers)
        assert sent.status_code == 403
    assert not m.Answer.objects.exists()
    site.answer(call)
    operations.accept(by=site.chair, at=make.AT, enquiry=call)
    send(call, 403, agency=site.health)  # an accepted answer is read by all agencies, and changed by none


def test_a_paper_of_something_else_is_not_what_an_answer_rests_on(send, site, call):
    elsewhere = paper(site, site.ask(title="Something else"))
    told = send(call, 422, body={**SIGNED, "papers": [str(elsewhere)]})
    assert told["fields"] == {"papers": "Choose papers that are kept with this question."}


def test_each_sent_answer_names_its_own_papers_in_the_version_of_its_day(client, site, call):
    first = paper(site, call)
    site.write(call)
    operations.send(by=site.member, at=make.AT, enquiry=call, signed_by=site.officer.pk, papers=[first])
    operations.ask_again(by=site.chair, at=make.AT, enquiry=call, missing="How many?", due=make.DUE)
    documents.add_version(by=site.member, at=make.AT, document=first, name="sample.txt", content=io.BytesIO(b"Twelve."))
    second = paper(site, call)
    page = client.look_as(site.member).get(reverse("assurance:send", args=[call])).content.decode()
    assert [str(pk) in re.findall(r'value="([^"]+)"[^>]*checked', page) for pk in (first, second)] == [False, True]
    operations.send(by=site.member, at=make.AT, enquiry=call, signed_by=site.officer.pk, papers=[first, second])
    kept = m.AnswerPaper.objects.order_by("answer__number", "version").values_list("answer__number", "version")
    assert list(kept) == [(1, 1), (2, 1), (2, 2)]


def test_a_paper_is_named_once_in_an_answer(site, call, broken):
    site.write(call)
    one = m.Answer.objects.get()
    kept = m.AnswerPaper.objects.create(answer=one, document_id=paper(site, call), version=1)
    with broken("assurance_answer_paper_version"):
        m.AnswerPaper.objects.filter(pk=kept.pk).update(version=0)
    with broken("assurance_answer_paper_once"):
        m.AnswerPaper.objects.create(answer=one, document=kept.document, version=2)


def test_those_who_type_in_an_answer_name_its_papers_too(client, site, call):
    letter = paper(site, call, by=site.by)
    operations.record_answer(
        by=site.by,
        at=make.AT,
        enquiry=call,
        parts=make.PARTS,
        signed_name="Alex Example",
        came_by="e-mail",
        papers=[letter],
    )
    shown = client.look_as(site.by).get(reverse("assurance:enquiry", args=[call])).content.decode()
    assert "What it rests on" in shown
    assert reverse("documents:download", args=[letter, 1]) in shown
