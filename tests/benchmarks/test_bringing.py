"""Bringing files in, by page and from the console, into an installation that has none."""

from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from goldenthread.benchmarks import operations, queries, tasks
from goldenthread.benchmarks.models import File, Release
from goldenthread.benchmarks.reading.found import silent
from tests.factories import benchmarks
from tests.factories.benchmarks import AT, FOLDER, LAIT, MEASURES, PLANS

pytestmark = pytest.mark.django_db


def at(name, *args):
    return reverse(f"benchmarks:{name}", args=args)


@pytest.fixture(autouse=True)
def today(clock_at):
    clock_at(AT)


@pytest.fixture
def keeper(client):
    viewer = benchmarks.officer()
    client.look_as(viewer)
    return viewer


def text(client, address, **query):
    return client.get(address, query).content.decode()


def test_a_file_is_brought_in_read_looked_at_and_kept(client, keeper, monkeypatch):
    sent = {
        "file": SimpleUploadedFile(LAIT, benchmarks.content(LAIT)),
        "meta": SimpleUploadedFile(MEASURES, benchmarks.content(MEASURES)),
        "name": "2025",
    }
    assert client.get(at("bring_in")).status_code == 200
    where = client.post(at("bring_in"), sent).headers["Location"]
    assert "This file is being read" in text(client, where)
    assert "Being read" in text(client, at("releases"))
    pk = UUID(where.rstrip("/").rsplit("/", 1)[-1])
    tasks.bring_in(keeper, AT, pk, silent)
    told = text(client, where)
    assert "names no year" in told
    assert "Not published" in told
    monkeypatch.setattr("goldenthread.jobs.acting", lambda: keeper)
    assert client.post(at("keep", pk)).status_code == 302
    tasks.bring_in(keeper, AT, pk, silent, faults_seen=True)
    assert "Every figure stands in its comparisons" in text(client, where)
    assert Release.objects.get().name == "2025"


def test_a_file_that_cannot_be_read_says_why(client, keeper):
    sent = {"file": SimpleUploadedFile("x.csv", b"a,b\n1,2\n"), "title": "T", "publisher": "P"}
    where = client.post(at("bring_in"), sent).headers["Location"]
    tasks.bring_in(keeper, AT, UUID(where.rstrip("/").rsplit("/", 1)[-1]), silent)
    assert "neither a data file of Explore Education Statistics" in text(client, where)
    wrong = client.post(at("bring_in"), {"file": SimpleUploadedFile("x.csv", b"c,d\n1,2\n")})
    assert "Say who published this file" in wrong.content.decode()


def test_a_release_is_described_and_a_file_taken_out(client, keeper):
    file = benchmarks.bring_in(PLANS, by=keeper)
    release = Release.objects.get()
    sent = {"published_on-day": "31", "published_on-month": "10", "published_on-year": "2024", "population": "mid-2023"}
    assert client.get(at("describe", release.pk)).status_code == 200
    assert client.post(at("describe", release.pk), sent).status_code == 302
    assert "mid-2023" in text(client, at("release", release.pk))
    assert client.get(at("remove", file)).status_code == 200
    assert client.post(at("remove", file), {"why": "The wrong one."}).status_code == 302
    assert not File.objects.exists()


def test_files_and_folders_are_brought_in_from_the_console(capsys, monkeypatch, keeper):
    monkeypatch.setattr("goldenthread.access.identity.viewer_for", lambda email, through: keeper)
    call_command("import-benchmarks", str(FOLDER), "--keep-good")
    told = capsys.readouterr().out
    assert f"{PLANS}: 72 lines, 936 figures, kept." in told
    assert "names no year (measure CINPermExclusion). (line" in told
    assert queries.comparison(keeper, "cpp_rate", "E06000050") is not None
    call_command("import-benchmarks", str(FOLDER / PLANS))
    assert "is there already" in capsys.readouterr().out


def test_the_console_keeps_no_faulty_file_unless_told_to(capsys, monkeypatch, keeper, tmp_path):
    monkeypatch.setattr("goldenthread.access.identity.viewer_for", lambda email, through: keeper)
    with pytest.raises(SystemExit):
        call_command("import-benchmarks", str(FOLDER / LAIT))
    assert "not kept, for it has faults" in capsys.readouterr().out
    (tmp_path / "odd.csv").write_text("a,b\n1,2\n")
    with pytest.raises(SystemExit):
        call_command("import-benchmarks", str(tmp_path))
    assert "Say who published this file" in capsys.readouterr().err
    with pytest.raises(operations.RuleBroken):
        call_command("import-benchmarks", str(tmp_path / "nothing"))
    with pytest.raises(SystemExit):
        call_command("import-benchmarks", str(tmp_path / "nothing.csv"))
    assert "cannot be opened" in capsys.readouterr().err


def test_an_installation_without_published_figures_says_what_to_do(client, keeper):
    assert "Nothing published is here yet" in text(client, at("releases"))
    assert "Nothing is published yet" in text(client, at("measures"))
    assert "No neighbours yet" in text(client, at("neighbours"))
    assert queries.comparison(keeper, "cpp_rate", "E06000050") is None
    assert queries.published(keeper) == frozenset()
    assert queries.own_places(keeper) == []
