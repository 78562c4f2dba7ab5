import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from goldenthread.accounts.setting_up import make_ready
from goldenthread.plans import queries
from tests.factories import partnership as register
from tests.factories import viewers
from tests.plans.test_reading import PLAN

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    make_ready()
    return register.partnership()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "Business plan 2026 - 2028.md"
    path.write_text(PLAN)
    return path


def test_a_plan_is_brought_in_from_the_console(home, file, capsys):
    call_command("import-plan", str(file), partnership=home.slug)
    assert "Read: 2 priorities, 3 outcomes, 4 actions." in capsys.readouterr().out
    plan = queries.plans(viewers.administrator()).get()
    assert (plan.title, plan.starts_on, plan.ends_on) == ("Business plan 2026-28", date(2026, 4, 1), date(2028, 3, 31))


def test_it_tells_in_json_alone_and_keeps_nothing_when_only_asked(home, file, capsys):
    call_command("import-plan", str(file), partnership=home.slug, dry_run=True, json=True)
    told = json.loads(capsys.readouterr().out)
    assert set(told) == {"priorities", "gaps", "unread"}
    assert set(told["priorities"][0]) == {"number", "title", "leads", "outcomes"}
    assert set(told["priorities"][0]["outcomes"][0]) == {"number", "kind", "text", "actions"}
    assert not queries.plans(viewers.administrator()).exists()


def test_an_empty_file_is_no_fault_and_one_that_cannot_be_read_is(home, tmp_path, capsys):
    empty = tmp_path / "empty.txt"
    empty.write_text("")
    call_command("import-plan", str(empty), partnership=home.slug)
    assert "Nothing was kept" in capsys.readouterr().out
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"no")
    for path, slug in ((broken, home.slug), (tmp_path / "none.md", home.slug), (empty, "nowhere")):
        with pytest.raises(CommandError) as refused:
            call_command("import-plan", str(path), partnership=slug)
        assert refused.value.returncode == 2
    text = tmp_path / "one.txt"
    text.write_text(PLAN)
    with pytest.raises(CommandError, match="period"):
        call_command("import-plan", str(text), partnership=home.slug, period="soon")
