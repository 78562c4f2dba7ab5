"""Bringing published files in: once, beside older ones, with every fault told."""

from datetime import date
from decimal import Decimal

import pytest

from goldenthread.benchmarks import operations, queries, tasks
from goldenthread.benchmarks.models import File, NeighbourSet, Release, Sheet
from goldenthread.benchmarks.operations import Told
from goldenthread.benchmarks.reading import files
from goldenthread.benchmarks.reading.found import silent
from goldenthread.benchmarks.reading.placing import Gazetteer
from goldenthread.foundation.errors import NotAllowed, NotFound, RuleBroken
from goldenthread.foundation.ids import uuid7
from goldenthread.jobs.testing import run_all
from tests.factories import benchmarks, viewers
from tests.factories.benchmarks import AT, LAIT, NEIGHBOURS, PEOPLE, PLANS

pytestmark = pytest.mark.django_db
WEST = "E06000050"


@pytest.fixture
def by():
    return benchmarks.officer()


def received(by, name, data=None, told=None, meta=None):
    return operations.receive_file(
        by=by,
        at=AT,
        name=name,
        content=data or benchmarks.content(name),
        meta=meta,
        told=told or Told(),
        background=False,
    ).id


def test_the_same_file_twice_changes_nothing(by):
    first = benchmarks.bring_in(PLANS, by=by)
    number = Sheet.objects.count()
    again = operations.receive_file(by=by, at=AT, name="other name.csv", content=benchmarks.content(PLANS))
    assert (again.id, again.new) == (first, False)
    assert tasks.bring_in(by, AT, first, silent) == "kept"
    assert Sheet.objects.count() == number
    assert File.objects.count() == 1


def test_a_revised_release_stands_beside_the_old_and_counts(by):
    benchmarks.bring_in(PLANS, by=by)
    revised = benchmarks.content(PLANS).replace(b"313,44.2", b"320,45.1")
    told = Told(name="2024 revised", published_on=date(2025, 2, 1))
    benchmarks.bring_in(PLANS, by=by, data=revised, told=told)
    found = queries.comparison(by, "cpp_rate", WEST)
    assert (found.own.value, found.release.name) == (Decimal("45.1"), "2024 revised")
    assert [(each.release.name, each.cell.value) for each in found.others] == [("2024", Decimal("44.2"))]


def test_a_revised_file_of_the_same_release_asks_for_a_name_of_its_own(by):
    benchmarks.bring_in(PLANS, by=by)
    changed = received(by, PLANS, benchmarks.content(PLANS).replace(b"313,44.2", b"320,45.1"))
    assert tasks.bring_in(by, AT, changed, silent) == "refused"
    assert "2024 revised" in File.objects.get(pk=changed).report["notes"][-1]
    assert queries.comparison(by, "cpp_rate", WEST).own.value == Decimal("44.2")


def test_a_file_with_faults_waits_until_somebody_saw_them(by):
    file = received(by, LAIT, meta=benchmarks.content("measures.csv"))
    assert tasks.bring_in(by, AT, file, silent) == "read"
    row = queries.file(by, file)
    assert row.report["messages"][0]["sentence"] == "“0” names no year (measure CINPermExclusion)."
    assert row.report["messages"][0]["count"] == 24
    assert not Sheet.objects.exists()
    assert tasks.bring_in(by, AT, file, silent, faults_seen=True) == "kept"
    assert Sheet.objects.filter(measure__code="cpp_rate").count() == 2
    assert File.objects.get(pk=file).content is None


def test_a_file_is_read_in_the_background_with_progress(by, django_user_model, monkeypatch):
    told = []
    monkeypatch.setattr("goldenthread.jobs.acting", lambda: by)
    monkeypatch.setattr("goldenthread.jobs.progress", lambda done, of, words: told.append((done, of, words)))
    ref = operations.receive_file(by=by, at=AT, name=PLANS, content=benchmarks.content(PLANS))
    assert ref.job is not None
    run_all()
    assert queries.file(by, ref.id).state == "kept"
    assert told[-1] == (72, 72, "keeping the figures")


def test_the_publication_must_be_known_or_told(by):
    data = benchmarks.content(PLANS)
    with pytest.raises(RuleBroken, match="Say who published"):
        operations.receive_file(by=by, at=AT, name="something.csv", content=data)
    told = Told(publisher="A council", title="Its own figures", name="2024")
    assert benchmarks.bring_in("something.csv", by=by, data=data, told=told)
    assert Release.objects.get().title == "Its own figures"


def test_a_release_is_named_after_the_newest_year_when_nobody_says(by):
    data = benchmarks.content("cla_number_and_rate_per_10k_children.csv")
    benchmarks.bring_in("cla_number_and_rate_per_10k_children.csv", by=by, data=data, told=Told())
    assert Release.objects.get().name == "2025"


def test_populations_belong_to_the_release_of_the_year_after(by):
    benchmarks.bring_in(PEOPLE, by=by)
    assert (Release.objects.get().name, Release.objects.get().population) == ("2024", "mid-2021 to mid-2023")


def test_a_file_of_no_kind_we_know_is_refused(by):
    with pytest.raises(RuleBroken, match="neither a data file"):
        files.read(b"a,b\n1,2\n", "x.csv", None, Gazetteer())
    file = received(by, "x.csv", b"a,b\n1,2\n", Told("P", "T", "1"))
    assert tasks.bring_in(by, AT, file, silent) == "refused"
    assert File.objects.get().content is None


def test_a_file_with_nothing_to_keep_is_refused(by):
    heads = benchmarks.content(PLANS).split(b"\n")[0]
    file = received(by, PLANS, heads + b"\n")
    assert tasks.bring_in(by, AT, file, silent) == "refused"


def test_neighbours_serve_from_a_day(by):
    benchmarks.bring_in(NEIGHBOURS, by=by)
    assert dict(NeighbourSet.objects.values_list("model", "from_on")) == {
        "2021": date(2021, 1, 1),
        "2025": date(2025, 1, 1),
    }
    operations.date_model(by=by, at=AT, model="2025", from_on=date(2025, 6, 1))
    assert queries.neighbours(by, queries.place(by, WEST), on=date(2025, 5, 1)).model == "2021"
    with pytest.raises(RuleBroken):
        operations.date_model(by=by, at=AT, model="2021", from_on=date(2025, 6, 1))
    with pytest.raises(NotFound):
        operations.date_model(by=by, at=AT, model="2030", from_on=date(2025, 6, 1))


def test_a_model_of_neighbours_is_kept_once_and_not_changed_under_its_name(by):
    data = benchmarks.content(NEIGHBOURS)
    benchmarks.bring_in(NEIGHBOURS, by=by)
    benchmarks.bring_in(NEIGHBOURS, by=by, data=data + b"\n")
    changed = received(
        by,
        NEIGHBOURS,
        data.replace(b"2025,896,Cheshire West and Chester,1,334", b"2025,896,Cheshire West and Chester,1,201"),
    )
    assert tasks.bring_in(by, AT, changed, silent) == "refused"
    assert NeighbourSet.objects.count() == 2


def test_a_release_is_described(by):
    benchmarks.bring_in(PLANS, by=by)
    release = Release.objects.get()
    operations.describe_release(by=by, at=AT, release=release.pk, published_on=date(2024, 11, 1), population="mid-2023")
    release.refresh_from_db()
    assert (release.counts_from, release.population) == (date(2024, 11, 1), "mid-2023")
    with pytest.raises(NotFound):
        operations.describe_release(by=by, at=AT, release=uuid7(), published_on=None, population="")


def test_a_wrong_file_is_taken_out_with_its_figures(by):
    file = benchmarks.bring_in(PLANS, by=by)
    with pytest.raises(RuleBroken):
        operations.remove_file(by=by, at=AT, file=file, why=" ")
    operations.remove_file(by=by, at=AT, file=file, why="The wrong year.")
    assert not Sheet.objects.exists()
    assert not Release.objects.exists()
    with pytest.raises(NotFound):
        operations.remove_file(by=by, at=AT, file=file, why="Again.")


def test_only_those_who_may_bring_figures_in_do(by):
    reader = viewers.holding("data_supplier", agency=uuid7())
    with pytest.raises(NotAllowed):
        operations.receive_file(by=reader, at=AT, name=PLANS, content=b"")
    with pytest.raises(NotAllowed):
        operations.remove_file(by=reader, at=AT, file=uuid7(), why="x")
