"""What the tests say on a machine where something they need is not installed."""

import shutil
from pathlib import Path

import pytest

from tools import browser, commands, environment, postgres, suite

ONE_SKIPPED = """<testsuites><testsuite>
<testcase classname="tests.clocks.test_rules" name="test_a"/>
<testcase classname="tests.journeys.test_roles" name="test_b"><skipped type="pytest.skip" message="no browser"/></testcase>
</testsuite></testsuites>"""


@pytest.fixture
def bare(monkeypatch, tmp_path):
    """A machine with nothing on its path, whose steps all go well; pytest skips one journey of two tests."""
    monkeypatch.delenv("GOLDENTHREAD_BROWSER", raising=False)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(postgres, "_PLACES", (f"{tmp_path}/nowhere/*",))
    ran = []

    def run(*words, env=None, **_):
        ran.append((words, dict(env or {})))
        for word in words:
            if word.startswith("--junitxml="):
                Path(word.partition("=")[2]).write_text(ONE_SKIPPED)
        return 0

    monkeypatch.setattr(environment, "run", run)
    monkeypatch.setattr(environment, "ready", lambda **_: None)
    return ran


def test_neither_a_browser_nor_postgresql_is_found_on_a_bare_machine(bare):
    assert browser.found() is None
    assert postgres.programs() is None
    assert not postgres.available()


def test_everything_that_did_not_run_is_named_with_how_to_get_it_and_is_no_failure(bare, capsys):
    assert suite_runs() == 0

    said = capsys.readouterr().out
    assert "did not run" in said
    assert "every test above that uses the database, on PostgreSQL" in said
    assert "the smoke journeys, on PostgreSQL" in said
    assert postgres.HOW_TO_GET in said
    assert "journeys on SQLite: tests/journeys/test_roles.py::test_b" in said
    assert f"There is no browser here, so no journey ran: {browser.HOW_TO_GET}" in said
    assert said.rstrip().splitlines()[-1] == f"{len(suite.CHECKS) + 2} passed, 0 failed, 4 did not run"
    assert not [env for _, env in bare if "DATABASE_URL" in env], "nothing was tried on PostgreSQL"


def test_strict_makes_what_did_not_run_a_failure(bare, capsys):
    assert suite_runs(strict=True) == 1

    said = capsys.readouterr().out
    assert "did not run: every test above that uses the database, on PostgreSQL" in said
    assert said.rstrip().splitlines()[-1] == f"{len(suite.CHECKS) + 2} passed, 4 failed"


def test_a_server_that_is_asked_for_without_postgresql_says_how_to_get_one(bare):
    with pytest.raises(postgres.Stopped, match="apt install postgresql"), postgres.server():
        pass


def test_a_browser_that_is_named_is_taken_before_any_that_is_found(bare, monkeypatch):
    monkeypatch.setenv("GOLDENTHREAD_BROWSER", "/opt/some/chromium")

    assert browser.found() == "/opt/some/chromium"
    assert shutil.which("chromium") is None


def test_with_a_database_that_is_named_the_tests_run_on_it(bare, monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", "postgres://somebody@db.example/tests")
    suite_runs()

    where = [env.get("DATABASE_URL") for words, env in bare if "pytest" in words]
    assert where[2:] == ["postgres://somebody@db.example/tests"] * 2
    assert "every test above that uses the database, on PostgreSQL" not in capsys.readouterr().out


def suite_runs(*, strict=False):
    return commands.test(["--strict"] if strict else [])
