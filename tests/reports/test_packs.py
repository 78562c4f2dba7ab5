"""Evidence packs: what goes in, for whom, in which order, on which page; and that nothing else does."""

import csv
import hashlib
import io
import re
import zipfile
from datetime import date, timedelta

import pikepdf
import pypdfium2
import pytest
from django.urls import reverse

from goldenthread import jobs
from goldenthread.access.permissions import Permission
from goldenthread.access.roles import Scope
from goldenthread.accounts.models import RoleGrant
from goldenthread.audit.models import AuditEvent
from goldenthread.documents import operations as documents
from goldenthread.foundation.errors import NotAllowed, NotFound, RuleBroken
from goldenthread.foundation.periods import Period
from goldenthread.jobs.models import Job
from goldenthread.jobs.testing import run_all
from goldenthread.reports import making, operations, queries, tasks
from goldenthread.reports import models as m
from goldenthread.reports.packing import asked, sheets, store
from goldenthread.workbench import packs
from goldenthread.workbench.materials import Column, TableBlock
from goldenthread.workbench.packs import Gap, Part, Piece, Told
from tests.factories import accounts, records, viewers
from tests.factories import partnership as bodies
from tests.factories import reports as make
from tests.reports.rendering import reading

REGISTERED = [part.code for part in packs.every()]  # by the areas; tests register their own

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_registries")]
YEAR = Period(date(2025, 4, 1), date(2026, 3, 31))
SECRET = "A child whom nobody may name"


@pytest.fixture(autouse=True)
def _at_home(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(packs, "_PARTS", {})


def pdf(pages=2, size=(595, 842)):
    made, content = pikepdf.new(), io.BytesIO()
    for _ in range(pages):
        made.add_blank_page(page_size=size)
    made.save(content)
    return content.getvalue()


def paper(by, record, name="minutes.pdf", content=None, **fields):
    return documents.add_document(
        by=by, at=make.AT, record=record, title=name.rpartition(".")[0].capitalize(), name=name,
        content=io.BytesIO(content or pdf()), **fields,
    )  # fmt: skip


def table(title="What was found"):
    return TableBlock("t", title, (Column("Standard"), Column("Grade")), (("One", "Good"),), "The partnership's record")


@pytest.fixture
def thing(place):
    records.kind()
    return records.record(partnership=place.pk, title="A re-audit")


@pytest.fixture
def parts(place, manager, thing):
    """Two parts: one with a table and a paper, one of forty short items, so that the contents are longer than a page."""
    paper(manager, thing.pk)

    def audits(viewer, home, period):
        kept = packs.papers_of(viewer, [thing.pk])
        yield Piece("A re-audit", "Audit", YEAR.end, reverse("records:search"), thing.pk,
                    lambda: Told("It held. [[nothing.here]]", [table()]), kept.get(thing.pk, ()))  # fmt: skip

    def notes(viewer, home, period):
        return [Piece(f"Note {number}", tell=lambda: Told("Words. " * 60)) for number in range(1, 41)]

    packs.register(Part("audits", "Audits", 10, audits, gaps=lambda *given: [Gap("Nothing was audited again.", "/x/")]))
    packs.register(Part("notes", "Notes", 20, notes))


def ask(by, place, **fields):
    given = {"title": "Inspection of 2026", "start": YEAR.start, "end": YEAR.end, "parts": ["audits", "notes"]}
    given |= {"origin": "https://thread.example", **fields}
    return operations.ask_for_pack(by=by, at=make.AT, partnership=place.pk, **given)


def made(by, place, **fields):
    pk = ask(by, place, **fields)
    making.make(by, make.AT, pk, lambda *given: None)
    return queries.pack(by, pk)


def zipped(row):
    return zipfile.ZipFile(store.path_of(row.pk, "zip"))


def everything(row):
    """Return every word and every name of a pack, in its PDF and in its zip, as one text."""
    words = reading.text_of(store.path_of(row.pk, "pdf").read_bytes())
    with zipped(row) as each:
        told = [each.read(name).decode() for name in each.namelist() if name.startswith("index.")]
        return "\n".join([words, *each.namelist(), *told, str(list(row.items.values())), str(row.summary)])


def test_contents_bookmarks_and_items_agree_on_every_page(manager, place, parts):
    row = made(manager, place)
    with pikepdf.open(store.path_of(row.pk, "pdf")) as file:
        numbers = {page.obj.objgen: place for place, page in enumerate(file.pages, start=1)}
        with file.open_outline() as outline:
            marks = {
                child.title: numbers[child.destination[0].objgen] for part in outline.root for child in part.children
            }
        pages = len(file.pages)
    rows = list(row.items.all())
    assert [f"{each.number}  {each.title}" for each in rows] == list(marks)
    assert [each.page for each in rows] == list(marks.values())
    assert row.pages == pages
    contents = reading.text_of(store.path_of(row.pk, "pdf").read_bytes())
    printed = dict(re.findall(r"(?<!\d)(\d\.\d+) (?:Note \d+|A re-audit) [. ]*?(\d+)(?= )", contents))
    assert [printed[each.number] for each in rows] == [str(each.page) for each in rows]


def test_each_page_says_which_items_stand_on_it(manager, place, parts):
    row = made(manager, place)
    pages = pypdfium2.PdfDocument(store.path_of(row.pk, "pdf"))
    for item in row.items.all():
        head = reading.plain(pages[item.page - 1].get_textpage().get_text_bounded())
        first, last = re.search(r"Items? (\d\.\d+)(?: to (\d\.\d+))?", head).groups()
        place_of = [each.number for each in row.items.all()].index
        assert place_of(first) <= place_of(item.number) <= place_of(last or first)


def test_a_paper_is_laid_into_the_pdf_and_lies_in_the_zip_byte_for_byte(manager, place, thing, parts):
    row = made(manager, place)
    item = row.items.get(number="1.1")
    (file,) = item.files
    with zipped(row) as zip:
        assert hashlib.sha256(zip.read(file["name"])).hexdigest() == file["sha256"]
        lines = list(csv.DictReader(io.StringIO(zip.read("index.csv").decode("utf-8-sig"))))
        assert lines[0]["sha256"] == file["sha256"]
        assert lines[0]["source"] == "https://thread.example" + item.address
        assert file["name"] in zip.read("index.html").decode()
        assert hashlib.sha256(zip.read("pack.pdf")).hexdigest() == row.pdf_sha256
    assert hashlib.sha256(store.path_of(row.pk, "zip").read_bytes()).hexdigest() == row.zip_sha256
    with pikepdf.open(store.path_of(row.pk, "pdf")) as file_made:
        laid = [page for page in file_made.pages if "/XObject" in page.resources]
        assert file["page"] == item.page + 1
        assert file_made.pages[file["page"] - 1].obj.objgen in {page.obj.objgen for page in laid}


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"%PDF-1.7 this is broken", "could not be read"), (pdf(sheets.MOST + 1), f"has {sheets.MOST + 1} pages")],
)
def test_a_paper_that_cannot_be_laid_in_is_in_the_zip_and_the_pdf_says_why(manager, place, thing, parts, content, said):
    paper(manager, thing.pk, "report.pdf", content)
    row = made(manager, place, parts=["audits"])
    assert said in everything(row)
    with zipped(row) as zip:
        assert any(name.endswith("report.pdf") for name in zip.namelist())


def test_pages_on_their_side_get_frames_on_their_side(manager, place, thing, parts):
    paper(manager, thing.pk, "chart.pdf", pdf(1, (842, 595)))
    row = made(manager, place, parts=["audits"])
    page = next(each["page"] for each in row.items.get().files if each["title"] == "Chart")
    with pikepdf.open(store.path_of(row.pk, "pdf")) as file:
        _, _, wide, high = file.pages[page - 1].mediabox
        assert wide > high


def test_what_is_behind_a_wall_leaves_no_trace(manager, place, parts):
    records.kind("sample.case", prefix="CAS", walled=True)
    case = records.record("sample.case", partnership=place.pk, title=SECRET, sensitivity="walled")
    packs.register(Part("cases", "Cases", 30, lambda *given: [Piece(SECRET, "A case", record=case.pk)]))
    row = made(manager, place, parts=["audits", "cases"])
    told = everything(row)
    assert SECRET not in told
    assert case.reference not in told
    assert str(case.pk) not in told
    assert [each.number for each in row.items.all()] == ["1.1"]


def test_a_part_its_maker_may_not_see_is_named_and_not_counted(manager, place, parts):
    packs.register(
        Part("walled", "Casework", 30, lambda *given: [Piece(SECRET), Piece(SECRET)], needs=Permission.WALLED_CASEWORK)
    )
    row = made(manager, place, parts=["audits", "walled"])
    told = everything(row)
    assert row.summary["may_not"] == ["Casework"]
    assert "Left out, as whoever made the pack may not see it" in told
    assert SECRET not in told


def test_restricted_records_and_papers_stay_out_until_they_are_asked_for_and_then_leave_a_trace(
    manager, place, thing, parts
):
    paper(manager, thing.pk, "confidential.txt", b"Quiet words.", sensitivity="restricted")
    opened = AuditEvent.objects.filter(event="documents.opened")
    without = made(manager, place, parts=["audits"])
    assert "confidential" not in everything(without).lower()
    assert without.summary["restricted_left_out"] is True
    assert not opened.exists()
    with_it = made(manager, place, parts=["audits"], with_restricted=True)
    assert "confidential" in everything(with_it).lower()
    assert with_it.items.get().restricted
    assert opened.count() == 1


def test_who_may_see_something_is_decided_when_the_pack_is_made(manager, place, thing, parts):
    pk = ask(manager, place, parts=["audits"])
    type(thing).objects.filter(pk=thing.pk).update(sensitivity="walled")
    making.make(manager, make.AT, pk, lambda *given: None)
    assert "A re-audit" not in everything(queries.pack(manager, pk))


@pytest.mark.parametrize("role", ["agency_member", "lay_member", "scrutineer", "training_officer"])
def test_only_those_who_may_make_packs_come_near_one(client, manager, place, parts, role):
    row = made(manager, place, parts=["audits"])
    if role == "agency_member":
        agency = bodies.agency("The council", partnership=place.pk)
        other = viewers.holding(role, agency=agency.pk, around=[place.pk])
    else:
        other = viewers.holding(role, partnership=place.pk)
    with pytest.raises(NotAllowed):
        ask(other, place)
    with pytest.raises(NotFound):
        queries.pack(other, row.pk)
    assert not queries.packs(other).exists()
    assert not queries.items(other, row).exists()
    for name, args in (("packs", []), ("make_pack", [place.pk]), ("pack", [row.pk]), ("pack_file", [row.pk, "zip"])):
        assert client.look_as(other).get(reverse(f"reports:{name}", args=args)).status_code in (403, 404)


def test_another_maker_sees_that_a_pack_was_made_and_not_what_is_in_it(client, manager, place, parts):
    row = made(manager, place, parts=["audits"])
    officer = viewers.holding("qa_officer", partnership=place.pk)
    listed = client.look_as(officer).get(reverse("reports:packs")).content.decode()
    assert row.title in listed
    assert str(row.pk) not in listed
    for name, args in (("pack", [row.pk]), ("pack_file", [row.pk, "pdf"])):
        assert client.look_as(officer).get(reverse(f"reports:{name}", args=args)).status_code == 404
    assert client.look_as(officer).post(reverse("reports:pack_again", args=[row.pk])).status_code == 404


def test_a_maker_elsewhere_cannot_ask_for_this_partnership(place, parts):
    elsewhere = viewers.business_manager(bodies.partnership("East Partnership").pk)
    with pytest.raises(NotAllowed):
        ask(elsewhere, place)


def test_a_job_that_is_run_again_makes_the_pack_once(manager, place, parts, monkeypatch):
    pk = ask(manager, place, parts=["audits"])
    failing = [OSError("The disk was full")]
    keep = store.keep

    def once(*given):
        if failing:
            raise failing.pop()
        return keep(*given)

    monkeypatch.setattr(store, "keep", once)
    with pytest.raises(OSError, match="full"):
        making.make(manager, make.AT, pk, lambda *given: None)
    assert queries.pack(manager, pk).made_at is None
    assert not list(store.path_of(pk, "pdf").parent.parent.glob("*.partial"))
    making.make(manager, make.AT, pk, lambda *given: None)
    first = queries.pack(manager, pk)
    making.make(manager, make.AT + timedelta(hours=1), pk, lambda *given: None)
    assert queries.pack(manager, pk).zip_sha256 == first.zip_sha256
    assert first.items.count() == 1


def test_the_next_pack_says_what_is_new_since_the_last(manager, place, thing, parts):
    earlier = made(manager, place)
    paper(manager, thing.pk, "action-plan.pdf")
    packs._PARTS["notes"] = Part("notes", "Notes", 20, lambda *given: [Piece("Note 1", tell=lambda: Told("Words. " * 60)),
                                                                      Piece("A new note")])  # fmt: skip
    pk = operations.ask_for_pack(
        by=manager, at=make.AT + timedelta(days=2), partnership=place.pk, title="Again", start=YEAR.start, end=YEAR.end,
        parts=["audits", "notes"],
    )  # fmt: skip
    making.make(manager, make.AT + timedelta(days=2), pk, lambda *given: None)
    row = queries.pack(manager, pk)
    assert queries.before(manager, row) == earlier
    found = queries.compared(manager, row, earlier)
    assert [each.title for each in found.new] == ["A new note"]
    assert [each.title for each in found.changed] == ["A re-audit"]
    assert len(found.gone) == 39
    assert found.same == 1


def test_copies_are_deleted_after_their_days_and_what_was_in_them_stays_known(client, admin, manager, place, parts):
    row = made(manager, place, parts=["audits"])
    assert operations.delete_old_copies(by=admin, at=make.AT, before=date(2030, 1, 1)) == 1
    assert not store.path_of(row.pk, "zip").exists()
    page = client.look_as(manager).get(reverse("reports:pack", args=[row.pk])).content.decode()
    assert "Its copies are not here any more" in page
    assert "A re-audit" in page
    assert client.look_as(manager).get(reverse("reports:pack_file", args=[row.pk, "zip"])).status_code == 404
    with pytest.raises(NotAllowed):
        operations.delete_old_copies(by=manager, at=make.AT, before=date(2030, 1, 1))


def test_taking_a_pack_is_noted(client, manager, place, parts):
    row = made(manager, place, parts=["audits"])
    answer = client.look_as(manager).get(reverse("reports:pack_file", args=[row.pk, "zip"]))
    assert hashlib.sha256(b"".join(answer)).hexdigest() == row.zip_sha256
    assert AuditEvent.objects.get(event="reports.pack_opened").details["format"] == "zip"


def test_a_pack_needs_a_name_and_a_part(manager, place, parts):
    with pytest.raises(RuleBroken, match="which inspection"):
        ask(manager, place, title=" ")
    with pytest.raises(RuleBroken, match="at least one part"):
        ask(manager, place, parts=["gone"])


@pytest.fixture
def account(place):
    """A business manager with an account of their own, as jobs look them up."""
    user = accounts.account()
    accounts.given(user, "business_manager", Scope.PARTNERSHIP, place.pk)
    return accounts.viewer_of(user)


def test_the_job_looks_with_the_eyes_its_maker_has_by_then(account, place, parts):
    pk = ask(account, place, parts=["audits"])
    jobs.enqueue(tasks.MAKE, by=account, pack=str(pk))
    RoleGrant.objects.update(until_on=date(2026, 2, 1))
    run_all()
    assert m.Pack.objects.get(pk=pk).made_at is None
    assert "not allowed" in Job.objects.get(code=tasks.MAKE).problem


def test_one_page_shows_what_goes_in_and_what_is_lacking_and_one_step_makes_it(
    client, account, place, parts, django_assert_max_num_queries
):
    manager = account
    address = reverse("reports:make_pack", args=[place.pk])
    browser = client.look_as(manager)
    with django_assert_max_num_queries(40):
        page = browser.get(address).content.decode()
    assert "Nothing was audited again." in page
    assert "1 item, 1 file" in page
    assert asked.lists()[0].items[-1].title in page
    sent = {"title": "An inspection", "parts": ["audits"], "restricted": "no"}
    for name, day in (("start", YEAR.start), ("end", YEAR.end)):
        sent |= {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}
    answer = browser.post(address, sent)
    assert answer.status_code == 302, re.findall(r"govuk-error-message.*?</", answer.content.decode())
    assert Job.objects.get(code=tasks.MAKE).payload == {"pack": str(m.Pack.objects.get().pk)}
    run_all()
    row = queries.pack(manager, m.Pack.objects.get().pk)
    assert row.made_at is not None, Job.objects.get(code=tasks.MAKE).problem
    with django_assert_max_num_queries(30):
        shown = browser.get(reverse("reports:pack", args=[row.pk])).content.decode()
    assert "One PDF" in shown


def test_what_is_asked_for_and_answered_by_no_part_is_named_in_the_pack(manager, place, parts):
    row = made(manager, place, parts=["audits"])
    assert "Training and who took it up" in everything(row)
    assert row.summary["not_chosen"] == ["Notes"]


def test_only_what_no_area_holds_is_told_as_not_held_here():
    missing = [each.code for each in asked.not_held(REGISTERED)]
    assert missing == ["reviews", "training", "risks"]


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("reports_pack_ends_after_it_begins", {"start": date(2027, 1, 1)}),
        ("reports_pack_made_whole", {"pdf_sha256": ""}),
        ("reports_pack_made_whole", {"made_at": None}),
    ],
)
def test_a_pack_that_cannot_be_is_refused(broken, manager, place, parts, constraint, changes):
    row = made(manager, place, parts=["audits"])
    with broken(constraint):
        m.Pack.objects.filter(pk=row.pk).update(**changes)


def test_two_items_cannot_stand_in_one_place(broken, manager, place, parts):
    item = made(manager, place, parts=["audits"]).items.get()
    with broken("reports_pack_item_once"):
        m.PackItem.objects.create(pack=item.pack, place=item.place, number="9.9", page=1)
