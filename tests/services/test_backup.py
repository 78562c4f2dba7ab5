"""An installation is backed up, loses everything, and is restored, each by one command."""

import shutil

import pytest

from goldenthread.jobs import backup

PAPERS = "SELECT title FROM documents_document"


@pytest.fixture
def backed_up(installation):
    for stage in ("upload", "write"):
        (installation.place / stage).write_text("do not stay")
    installation.run("write")
    installation.command("set-up")
    said = installation.command("backup", "--out", str(installation.place / "kept"))
    assert "The backup is whole: the database and 1 file" in said
    return installation.place / "kept"


def refused(installation, *words):
    child = installation.start("manage.py", *words)
    said, _ = child.communicate(timeout=60)
    assert child.returncode == 2, said
    return said


def test_everything_comes_back(installation, backed_up):
    shutil.rmtree(installation.place / "files")
    if (installation.place / "db.sqlite3").exists():
        for path in installation.place.glob("db.sqlite3*"):
            path.unlink()
        said = installation.command("restore", str(backed_up))
    else:
        installation.command(
            "shell", "-v", "0", "-c", "from goldenthread.jobs.models import *; Job.objects.all().delete()"
        )
        assert "--replace" in refused(installation, "restore", str(backed_up))
        said = installation.command("restore", str(backed_up), "--replace")
    assert "The audit trail is whole" in said
    assert installation.rows(PAPERS) == [("Minutes",)]
    assert [path.read_bytes() for path in (installation.place / "files").glob("??/*")] == [b"words"]


def test_a_backup_that_is_not_whole_is_never_restored(installation, backed_up):
    file = next(path for path in (backed_up / "files").rglob("*") if path.is_file())
    content = file.read_bytes()
    file.write_bytes(b"other")
    for spoil, said in [
        (lambda: file.write_bytes(b"other"), "damaged"),
        (file.unlink, "missing"),
        (lambda: (file.write_bytes(content), (backed_up / "more").write_text("x")), "not on its list"),
        ((backed_up / "manifest.json").unlink, "not a backup"),
    ]:
        spoil()
        with pytest.raises(backup.BackupRefused, match=said):
            backup.check(backed_up)
    assert "not a backup" in refused(installation, "restore", str(backed_up), "--replace")
    assert installation.rows(PAPERS) == [("Minutes",)], "what was there is still there"


def test_a_backup_never_goes_into_a_folder_that_holds_something(tmp_path, at):
    (tmp_path / "x").touch()
    with pytest.raises(backup.BackupRefused, match="not empty"):
        backup.make(tmp_path, at=at)
