"""The command: a contract with scripts and people."""

import json
import subprocess
import sys

import pytest

from goldenthread.proofreading import answer
from goldenthread.proofreading.kinds import KINDS
from tests.proofreading.making import written
from tests.proofreading.test_forms import CLEAN, SPOILT


def test_json_is_a_list_of_reports_and_nothing_else(tmp_path, capsys):
    assert answer.main([str(written("md", SPOILT, tmp_path)), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {tuple(each) for each in told} == {("kind", "where", "quote", "message", "found", "expected")}
    assert all(isinstance(value, str) for each in told for value in each.values())
    assert {each["kind"] for each in told} <= set(KINDS)


def test_a_report_without_a_fault_is_an_empty_list(tmp_path, capsys):
    assert answer.main([str(written("md", CLEAN, tmp_path)), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_people_read_a_listing_by_kind_with_the_period(tmp_path, capsys):
    assert answer.main([str(written("docx", SPOILT, tmp_path))]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Read as a report about 1 April 2022 to 31 March 2023.")
    assert "A total does not follow from its parts (1)" in told
    assert "The 3 lines above come to £93,000, not £95,000." in told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(["missing.docx"], "There is no file"), (["FILE", "--period", "last year"], "Write its first and last day as")],
)
def test_what_cannot_be_read_is_exit_2_with_a_sentence(arguments, told, tmp_path, capsys):
    path = str(written("md", CLEAN, tmp_path))
    assert answer.main([path if each == "FILE" else each for each in arguments]) == 2
    captured = capsys.readouterr()
    assert told in captured.err
    assert captured.out == ""


def test_the_period_can_be_given(tmp_path, capsys):
    path = tmp_path / "notes.txt"
    path.write_text("The partnership delivered its event on 30th March 2017.")
    assert answer.main([str(path), "--period", "2017-04-01:2018-03-31", "--json"]) == 0
    assert [each["kind"] for each in json.loads(capsys.readouterr().out)] == ["date"]


def test_it_needs_no_settings_and_no_database(tmp_path):
    path = written("md", SPOILT, tmp_path)
    code = "import sys; from goldenthread.config.console import main; sys.argv[0] = 'goldenthread'; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "proofread", str(path), "--json"],
        capture_output=True, text=True, check=False, env={"PATH": "/usr/bin", "GOLDENTHREAD_MODE": "production"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)
