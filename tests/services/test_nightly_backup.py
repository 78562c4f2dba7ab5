"""The backup of every night: made, checked, and only so many kept."""

from datetime import timedelta

import pytest

from goldenthread.config import env
from goldenthread.jobs import backup, chores, registry

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings, tmp_path, at, clock_at, monkeypatch):
    """An installation that keeps two nightly backups; the copying itself is proved elsewhere."""
    settings.DATA_DIR, settings.BACKUPS_KEPT = tmp_path, 2

    def made(out, at):
        out.mkdir()

    monkeypatch.setattr(backup, "make", made)
    monkeypatch.setattr(backup, "check", lambda out: backup.Summary("", "sqlite", 3, 100))
    clock_at(at)
    return tmp_path / "backups"


def test_so_many_nights_are_kept_and_nothing_else_is_touched(folder, at, clock_at):
    (folder / "by-hand").mkdir(parents=True)
    for night in range(4):
        clock_at(at + timedelta(days=night))
        said = chores.back_up()

    names = sorted(path.name for path in folder.iterdir())
    last = [(at + timedelta(days=night)).strftime("nightly-%Y-%m-%d") for night in (2, 3)]
    assert names == ["by-hand", *last]
    assert (said["files"], said["cleared"]) == (3, 1)


def test_a_second_run_of_one_night_checks_what_is_there(folder):
    assert chores.back_up()["backup"] == chores.back_up()["backup"]


def test_switched_off_it_makes_nothing(folder, settings):
    settings.BACKUPS_KEPT = 0

    assert chores.back_up() == {"backup": "switched off"}
    assert not folder.exists()


def test_only_an_installation_in_production_makes_them_unless_told_otherwise(monkeypatch):
    assert [env.backups_kept(mode) for mode in ("production", "demonstration", "test")] == [14, 0, 0]
    monkeypatch.setenv("GOLDENTHREAD_BACKUPS", "off")
    assert env.backups_kept("production") == 0


@pytest.mark.parametrize(("name", "value"), [("GOLDENTHREAD_BACKUPS", "weekly"), ("GOLDENTHREAD_BACKUPS_KEPT", "0")])
def test_a_wrong_setting_is_told(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(env.SettingWrong, match=name):
        env.backups_kept("production")


def test_the_work_is_known_by_its_code():
    assert registry.get("jobs.backup").minutes == 120
