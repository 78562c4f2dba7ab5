"""The rules as they ship: complete, described, and none of them verified."""

import re

import pytest
import yaml

from goldenthread.clocks import library
from goldenthread.clocks.rules.shapes import KNOWLEDGE_WORDS, PAUSE_REASONS, STRENGTH_WORDS, Knowledge, Unit

LIBRARY = library.library()
# Every id of the statutory rules the product must know.
IDS = re.findall(
    r"\S+",
    """
SIN-1 SIN-2 SIN-3 SIN-4 SIN-5 RR-1 RR-2 RR-3 LCSPR-1 LCSPR-2 LCSPR-3 LCSPR-4 LCSPR-5
FD-1 FD-2 AS-1 AS-2 CP-1 CP-2 CP-3 CP-4 CP-5 CP-6 CP-7 CP-8 CP-9 CP-10 FGDM-1
LAC-1 LAC-2 LAC-3 LAC-4 MIS-1 MIS-2 EX-1 NRM-1 PACE-1 PACE-2 PACE-3
OE-1 OE-2 MA-1 MA-2 MA-3
CDR-1 CDR-2 CDR-3 CDR-4 CDR-5 CDR-6 CDR-7 CDR-8 CDR-9
LADO-1 LADO-2 LADO-3 LADO-4 LADO-5 LADO-6 PF-1 PF-2 PF-3 PF-4 PF-5 CME-1 CME-2 CME-3 CME-4 EHE-1
MASA-1 MASA-2 MASA-3 YR-1 YR-2 YR-3 S11-1 S175-1 DISP-1 JTAI-1
R12 R18 R28
AUD-1
""",
)


def test_every_rule_is_there_under_its_id():
    assert sorted(LIBRARY.ids) == sorted(IDS)


@pytest.mark.parametrize("each", LIBRARY.every(), ids=lambda each: f"{each.rule}/{each.version}/{each.variant}")
def test_every_edition_says_what_it_is_and_how_it_is_known(each):
    assert each.title
    assert each.title[0].isupper()
    assert not each.title.endswith(".")
    assert each.trigger
    assert not each.trigger.endswith(".")
    assert each.owner_role
    assert each.source_name
    assert each.strength in STRENGTH_WORDS
    assert each.knowledge in KNOWLEDGE_WORDS
    assert set(each.pause_reasons) <= set(PAUSE_REASONS)
    assert set(each.see_also) <= set(LIBRARY.ids)
    assert each.has_date or each.unit is Unit.NONE
    assert not (each.has_date and each.unit is Unit.NONE)
    assert len(each.version) <= 40
    assert re.fullmatch(r"[a-z0-9-]*", each.variant)
    if each.knowledge is Knowledge.PAGE:
        assert each.source_url.startswith("http")


def test_nothing_ships_verified():
    files = [path.read_text() for path in (library.DATA / "rules").glob("*.yaml")]
    assert not any("verified:" in text for text in files)


def test_what_is_enacted_and_not_in_force_starts_no_clock():
    waiting = [each for each in LIBRARY.every() if each.in_force_on is None]
    assert {each.rule for each in waiting} == {"FGDM-1", "EHE-1"}
    assert all(each.applies_from is None and each.enacted_on for each in waiting)


def test_a_variant_from_another_source_applies_from_when_that_source_does():
    turnaround = next(each for each in LIBRARY.of("FD-2") if each.variant == "turnaround")
    assert (turnaround.version, turnaround.applies_from.isoformat()) == ("Annual report 2017-18", "2017-04-01")


def test_the_variant_a_series_changes_to_exists():
    for each in LIBRARY.every():
        if each.changes_to:
            assert each.changes_to in {other.variant for other in LIBRARY.of(each.rule)}


def test_a_misspelt_word_in_the_data_is_refused(tmp_path):
    path = tmp_path / "wrong.yaml"
    rule = {"id": "X-1", "title": "T", "source": "LOCAL", "colour": "red"}
    path.write_text(yaml.safe_dump({"domain": "D", "rules": [rule]}))
    with pytest.raises(library.DataWrong, match=r"X-1.*colour"):
        list(library._in_file(path))


def test_every_source_is_used_and_dated_or_waiting():
    used = {each.source_name for each in LIBRARY.every()}
    for code, source in library.sources().items():
        assert source["name"] in used, code
