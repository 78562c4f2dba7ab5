"""A sound report of a partnership that does not exist: nothing is said of it, and one slip at a time is found."""

from pathlib import Path

import pytest

from goldenthread.proofreading import from_markdown, proofread

SOUND = (Path(__file__).parent / "sound_report.md").read_text(encoding="utf-8")
SLIPS = [
    ("103,400 (20.8%)", "103,400 (28.8%)", "share"),
    ("There are 271 schools", "There are 281 schools", "sum"),
    ("rose by 4% in the year", "rose by 14% in the year", "change"),
    ("3,602 (86%)", "3,602 (68%)", "share"),
    (
        "431 children with a child protection plan, 24 fewer",
        "441 children with a child protection plan, 24 fewer",
        "change",
    ),
    ("24 fewer than", "34 fewer than", "change"),
    ("a rate of 80.2 per", "a rate of 82.0 per", "rate"),
    ("39% were not", "49% were not", "sum"),
    ("52% of plans (224)", "25% of plans (224)", "share"),
    ("78 (18%)", "78 (81%)", "share"),
    ("143 children: 96", "143 children: 69", "sum"),
    ("Boys were 88 (62%)", "Boys were 88 (66%)", "share"),
    ("1,020 in the first", "1,120 in the first", "sum"),
    ("20% neither", "30% neither", "sum"),
    ("74% (305)", "47% (305)", "share"),
    ("| £274,824 |\n\n| Spend", "| £274,284 |\n\n| Spend", "total"),
    ("£183,204 | £2,204", "£183,204 | £3,204", "relation"),
    ("£274,824 | £6,824", "£274,824 | £6,284", "relation"),
    ("pays 53% of all", "pays 63% of all", "sum"),
    ("from 16,380 to 17,011", "from 16,830 to 17,011", "twice"),
    ("by 31 December 2023", "by 31 November 2023", "date"),
    ("40 disruption notices were served", "we served 40, compared with 91 in 2021/22", "unequal_periods"),
    ("MASH is at", "MSAH is at", "name"),
    ("for 377 children", "for xx children", "placeholder"),
]


def test_of_a_sound_report_nothing_is_said():
    proof = proofread(from_markdown(SOUND))
    assert proof.reports == ()
    assert proof.period is not None
    assert proof.period.name == "2022-23"


@pytest.mark.parametrize(("right", "wrong", "kind"), SLIPS)
def test_one_slip_is_found(right, wrong, kind):
    assert SOUND.count(right) == 1
    assert kind in {each.kind for each in proofread(from_markdown(SOUND.replace(right, wrong))).reports}
