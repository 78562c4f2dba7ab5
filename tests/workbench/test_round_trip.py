"""A partnership leaves one installation and arrives whole in another: every row, with its id, and every file."""

import io
import json
from datetime import date

import pytest

from goldenthread.accounts.models import RoleGrant, User
from goldenthread.clocks import operations as clocks
from goldenthread.documents import operations as documents
from goldenthread.workbench import portable
from goldenthread.workbench.operations import delegation, saved_views
from goldenthread.workbench.operations.portable import export_partnership
from tests.factories import partnership as make
from tests.factories import viewers
from tests.support import site

pytestmark = pytest.mark.django_db


@pytest.fixture
def elsewhere(tmp_path):
    """Run commands in a fresh installation of its own, on the kind of database these tests run on."""
    env = site.environment(tmp_path / "installation", site._new_database() if site._on_postgres() else "")
    (tmp_path / "installation").mkdir()

    def run(*words):
        done = site._command(env, *words)
        return done.stdout + done.stderr

    return run


@pytest.fixture
def full(at):
    """A partnership with something in every corner."""
    admin = viewers.administrator()
    place = make.partnership("West Partnership", short_name="West")
    council = make.agency("The Council", partnership=place.pk, agency_class="statutory", statutory_role="authority")
    police = make.serving(make.agency("Police", partnership=place.pk), make.partnership("East Partnership").pk)
    group = make.group("Quality group", partnership=place.pk)
    person = make.person("Jo Example", partnership=place.pk, agency=police.pk, job_title="Inspector")
    make.member(group, person, capacity="chair")
    user = User.objects.create(email="officer@example.org", name="Robin Example", joined_at=at)
    user.set_password("a password that stays here")
    user.save()
    RoleGrant.objects.create(
        user=user, role="business_manager", scope="partnership", place=place.record, from_on=date(2026, 1, 1),
        granted_by=user, granted_at=at,
    )  # fmt: skip
    manager = viewers.business_manager(place.pk, user_id=user.pk, email=user.email)
    asked = clocks.start(
        by=admin, at=at, record=place.pk, trigger=at, rule="SIN-1", title="Tell the panel", owner_agency=police.pk
    )
    held = clocks.start(
        by=admin, at=at, record=group.pk, trigger=at.date(), title="=1+1 & “quotes”\nnew line", due=date(2026, 6, 1),
        why="Agreed", owner_agency=council.pk,
    )  # fmt: skip
    clocks.pause(by=admin, at=at, deadline=held.id, reason="criminal_proceedings")
    delegation.delegate(by=manager, at=at, deadline=asked.id, person=person.pk, note="Yours")
    saved_views.save_view(by=manager, at=at, list_code="workbench.due", name="Late", query="due=overdue")
    documents.add_document(
        by=manager, at=at, record=place.pk, title="Terms", name="terms.txt", content=io.BytesIO(b"Some words")
    )
    return place


def known_again(folder):
    """Return what each id of a row that is known by other columns stands for."""
    names = {}
    for table in portable.tables():
        if table.same_as:
            for row in rows(folder, table):
                pk = str(row[table.cls._meta.pk.attname])
                own = [str(row[table.cls._meta.get_field(name).attname]) for name in table.same_as]
                names[pk] = f"{table.model}:{':'.join(own)}"
    return names


def rows(folder, table):
    return json.loads((folder / "data" / f"{table.stem}.json").read_text(encoding="utf-8"))


def told(folder, table, names):
    """Return a table's rows as sorted texts in which such ids are replaced by what they stand for."""
    texts = []
    for row in rows(folder, table):
        kept = {key: names.get(str(value), value) for key, value in row.items()}
        texts.append(json.dumps(kept, sort_keys=True))
    return sorted(texts)


def test_a_partnership_arrives_whole_in_another_installation(full, at, tmp_path, elsewhere):
    here, there = tmp_path / "here", tmp_path / "there"
    export_partnership(by=viewers.administrator(), at=at, partnership=full.pk, folder=here)
    elsewhere("set-up")
    first = elsewhere("import", str(here))
    assert " 0 different" in first, first
    again = elsewhere("import", str(here))
    assert ": 0 rows written" in again, again
    elsewhere("export", "--partnership", "west-partnership", "--out", str(there))
    mine, theirs = known_again(here), known_again(there)
    restored = [table for table in portable.tables() if not table.only_read and table.merge is None]
    for table in restored:
        left, arrived = told(here, table, mine), told(there, table, theirs)
        if table.same_as:  # the other installation came with words, rules and holidays of its own
            arrived = [each for each in arrived if each in left]
        assert arrived == left, table.model
    assert sum(len(rows(here, table)) for table in restored) > 100
    files = [path.relative_to(here) for path in (here / "files").rglob("*") if path.is_file()]
    assert len(files) == 1
    assert (there / files[0]).read_bytes() == (here / files[0]).read_bytes() == b"Some words"
    everything = "".join(path.read_text(encoding="utf-8") for path in here.rglob("*.json"))
    assert "argon2" not in everything
