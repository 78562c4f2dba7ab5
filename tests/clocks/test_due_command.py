"""`goldenthread due`: what it prints, and how it refuses."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from goldenthread.clocks import answer

ROOT = Path(__file__).resolve().parents[2]


def ask(words):
    out, err = io.StringIO(), io.StringIO()
    code = answer.main(words.split(), out, err)
    return code, out.getvalue(), err.getvalue()


def found(words):
    code, out, err = ask(f"{words} --json")
    assert (code, err) == (0, "")
    return json.loads(out)


def test_it_prints_one_json_object_with_these_five_keys():
    assert found("SIN-1 --from 2026-04-02T16:00") == {
        "rule": "SIN-1",
        "version": "WT2026",
        "from": "2026-04-02T16:00",
        "due": "2026-04-13",
        "verified": False,
    }


def test_people_get_sentences_that_say_nobody_has_checked_the_rule():
    code, out, err = ask("SIN-1 --from 2026-04-02T16:00")
    assert (code, err) == (0, "")
    assert "is due Monday 13 April 2026" in out
    assert "Reckoned within 5 working days, from Thursday 2 April 2026 at 16:00." in out
    assert answer.UNVERIFIED in out


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("AS-1 --from 2023-12-14", "2024-02-20"),
        ("sin-1 --from 2026-04-02 --variant from-incident", "2026-04-13"),
        ("FD-2 --from 2026-03-28T23:00 --variant red", "2026-03-29T04:00:00+01:00"),
        ("MIS-1 --from 2026-06-01T10:00+00:00", "2026-06-04T11:00:00+01:00"),
        ("LCSPR-2 --from 2026-06-15", "2026-06-04"),
        ("OE-1 --from 2026-08-10T21:00 --calendar example-terms-b", "2026-09-01"),
        ("YR-2 --from 2026-03-31", "2026-09-30"),
        ("R12 --from 2026-04-02", "2026-04-27"),
        ("R18 --from 2026-04-02", "2026-04-09"),
    ],
)
def test_each_unit_has_its_date(words, due):
    assert found(words)["due"] == due


def test_a_repeating_rule_has_its_next_six():
    assert found("R28 --from 2026-08-31")["due"] == [
        "2027-02-28",
        "2027-08-28",
        "2028-02-28",
        "2028-08-28",
        "2029-02-28",
        "2029-08-28",
    ]
    assert len(found("PACE-2 --from 2026-04-02T16:00")["due"]) == 6
    assert "; then " in ask("CP-6 --from 2026-08-31")[1]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("SIN-4 --from 2026-04-02", "gives no number"),
        ("FGDM-1 --from 2026-06-01", "not yet in force"),
        ("SIN-1 --from 2010-01-01", "was not yet in force on 1 January 2010"),
        ("NOPE-1 --from 2026-01-01", "There is no rule 'NOPE-1'"),
        ("FD-2 --from 2026-01-01", "Choose one with its variant: red, amber, green"),
        ("FD-2 --from 2026-01-01 --variant blue", "Choose one of: red, amber, green"),
        ("SIN-1 --from yesterday", "'yesterday' is not a date"),
        ("SIN-1 --from 2026-02-30", "is not a date"),
        ("SIN-1 --from 2026-01-01 --calendar moon", "There is no calendar 'moon'"),
        ("SIN-1 --from 9000-01-01", "Bank holidays are known"),
        ("YR-1 --from 9999-12-01", "outside the years"),
        ("MIS-1 --from 9999-12-31T23:00", "outside the years"),
        ("SIN-1", "required: --from"),
        ("SIN-1 --from 2026-01-01 --moon", "Unrecognized arguments: --moon"),
    ],
)
def test_it_refuses_with_one_sentence_and_two(words, sentence):
    code, out, err = ask(f"{words} --json")
    assert (code, out) == (2, "")
    assert sentence in err
    assert err.count("\n") == 1


def test_it_says_when_school_days_were_counted_without_terms():
    assert "the true date may be later" in ask("CME-1 --from 2026-03-26")[1]
    assert "the true date" not in ask("CME-1 --from 2026-03-26 --calendar example-terms-a")[1]


def test_it_runs_with_no_settings_and_no_database(tmp_path):
    run = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "due", "SIN-1", "--from", "2026-04-02T16:00", "--json"],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "DATABASE_URL": "postgres://nobody@nowhere.invalid/none"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert json.loads(run.stdout)["due"] == "2026-04-13"
    assert list(tmp_path.iterdir()) == []
