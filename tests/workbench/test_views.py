"""The smaller pages of the workbench: saved views, mail, drafts, data checks."""

import pytest
from django.urls import reverse

from goldenthread.jobs.models import Job
from goldenthread.workbench import drafts as forms
from goldenthread.workbench.models import Draft, MailPreference, SavedView
from goldenthread.workbench.operations.checks import run_checks
from tests.factories import partnership as make
from tests.factories import viewers

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make.partnership("West Partnership")


@pytest.fixture
def officer(client, place):
    viewer = viewers.holding("training_officer", partnership=place.pk)
    client.look_as(viewer)
    return viewer


def test_a_view_is_named_saved_opened_by_default_and_deleted(client, officer):
    page = reverse("workbench:save_view")
    asked = {"code": "workbench.due", "query": "due=overdue", "back": "/"}
    assert "Save this view" in client.get(page, asked).content.decode()
    saved = client.post(page, {**asked, "name": "Late ones", "is_default": "on"})
    assert saved.headers["Location"] == "/?due=overdue"
    view = SavedView.objects.get()
    assert view.is_default
    assert "Late ones" in client.get(reverse("workbench:views"), {"code": "workbench.due"}).content.decode()
    client.post(reverse("workbench:default_view", args=[view.pk]), {"on": "no"})
    assert not SavedView.objects.get().is_default
    client.post(reverse("workbench:delete_view", args=[view.pk]))
    assert not SavedView.objects.exists()


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"])
def test_saving_a_view_never_leads_to_another_site(client, officer, back):
    given = {"code": "workbench.due", "query": "", "back": back, "name": "X"}
    assert client.post(reverse("workbench:save_view"), given).headers["Location"] == "/?"


def test_a_view_is_shared_with_a_partnership_one_works_in(client, officer, place):
    given = {"code": "workbench.due", "query": "", "back": "/", "name": "X", "partnership": str(place.pk)}
    client.post(reverse("workbench:save_view"), given)
    assert SavedView.objects.get().partnership_id == place.pk
    other = make.partnership("East Partnership")
    given["partnership"] = str(other.pk)
    assert client.post(reverse("workbench:save_view"), given).status_code == 422


def test_mail_is_chosen_and_two_choices_at_once_conflict(client, officer):
    page = reverse("workbench:mail")
    assert client.get(page).status_code == 200
    chosen = {"digest": "daily", "reminders": "on", "edition": "1"}
    assert client.post(page, chosen).status_code == 302
    assert MailPreference.objects.get().digest == "daily"
    assert client.post(page, {**chosen, "digest": "none"}).status_code == 409
    assert MailPreference.objects.get().digest == "daily"
    assert client.post(page, {"digest": "hourly", "edition": "2"}).status_code == 422


@pytest.mark.parametrize("about", ["", "01a1fc92-eb72-70be-93ba-a56b0039d360"])
def test_a_draft_is_kept_by_the_script_and_by_the_button(client, officer, about):
    page = reverse("workbench:keep_draft", args=["demo.form", about] if about else ["demo.form"])
    kept = client.post(page, {"words": "typed"}, headers={"X-Requested-With": "fetch"})
    assert "kept_at" in kept.json()
    pressed = client.post(page, {"words": "typed more", "draft_return": "/help/", "draft_title": "A form"})
    assert pressed.headers["Location"] == "/help/"
    draft = Draft.objects.get()
    assert (draft.content, draft.title) == ({"words": ["typed more"]}, "A form")
    assert "A form" in client.get(reverse("workbench:drafts")).content.decode()


def test_too_long_a_draft_is_told_to_the_script(client, officer):
    page = reverse("workbench:keep_draft", args=["demo.form"])
    answer = client.post(page, {"words": "x" * 300_000}, headers={"X-Requested-With": "fetch"})
    assert answer.status_code == 422
    assert "too long" in answer.json()["problem"]


def test_a_draft_never_leads_to_another_site(client, officer):
    page = reverse("workbench:keep_draft", args=["demo.form"])
    assert client.post(page, {"draft_return": "https://evil.example/"}).headers["Location"] == "/"


def test_a_form_gets_its_draft_back_and_forgets_it_when_sent(client, officer, rf, clock_at, at):
    clock_at(at)
    client.post(reverse("workbench:keep_draft", args=["demo.form"]), {"words": "typed"})
    request = rf.get("/form/")
    request.viewer = officer
    kept = forms.restore(request, "demo.form", title="A form")
    assert kept.data["words"] == "typed"
    assert kept.notice == "This is your draft of 16:00."
    forms.sent(request, kept)
    assert forms.restore(request, "demo.form").kept_at is None


def test_a_draft_can_be_thrown_away(client, officer):
    client.post(reverse("workbench:keep_draft", args=["demo.form"]), {"words": "typed"})
    client.post(reverse("workbench:drop_draft", args=["demo.form"]))
    assert not Draft.objects.exists()


def test_what_the_checks_found_is_listed_with_the_mend_and_can_be_run_again(client, officer, place, admin, at):
    make.group("Quality group", partnership=place.pk)
    run_checks(by=admin, at=at)
    page = client.get(reverse("workbench:checks")).content.decode()
    assert "Quality group" in page
    assert "Add a member as chair, or close the group." in page
    for _ in range(2):
        assert client.post(reverse("workbench:run_checks")).status_code == 302
    assert Job.objects.filter(code="workbench.checks").count() == 1
    assert "Quality group" not in client.get(reverse("workbench:checks"), {"mended": "1"}).content.decode()
    for query in ({"severity": "1"}, {"check": "register.group_chair"}, {"q": "Quality"}, {"format": "csv"}):
        assert client.get(reverse("workbench:checks"), query).status_code == 200


def test_every_check_is_told_on_a_page(client, officer):
    assert "A group has no chair" in client.get(reverse("workbench:check_catalogue")).content.decode()


def test_somebody_without_the_right_sees_no_checks(client, stranger):
    assert client.look_as(stranger).get(reverse("workbench:checks")).status_code == 403
