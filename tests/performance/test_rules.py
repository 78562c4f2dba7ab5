"""Sections of profiles, and what can be said of a hundred children."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.evidence import library as indicators
from goldenthread.foundation.errors import RuleBroken
from goldenthread.performance import library, rules


@pytest.mark.parametrize(
    ("share", "words"),
    [
        ("0", "none of 100"),
        ("0.001", "fewer than 1 of 100"),
        ("0.005", "1 of 100"),
        ("0.184", "18 of 100"),
        ("0.185", "19 of 100"),
        ("0.999", "more than 99 of 100"),
        ("1", "100 of 100"),
    ],
)
def test_a_share_is_said_as_whole_children(share: str, words: str) -> None:
    assert rules.of_hundred(Decimal(share)).words == words


def test_a_share_outside_a_whole_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="0 to 1"):
        rules.of_hundred(Decimal("1.01"))


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=12).filter(any))
def test_parts_of_a_whole_add_to_a_hundred_and_none_is_off_by_one(parts: list[int]) -> None:
    counts = rules.hundred([Decimal(part) for part in parts])
    total = sum(parts)
    assert sum(counts) == 100
    assert all(abs(count - Decimal(part) * 100 / total) < 1 for count, part in zip(counts, parts, strict=True))


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=12).filter(any))
def test_a_larger_part_never_gets_fewer(parts: list[int]) -> None:
    counts = rules.hundred([Decimal(part) for part in parts])
    pairs = sorted(zip(parts, counts, strict=True))
    assert all(low[1] <= high[1] for low, high in pairwise(pairs) if low[0] < high[0])


@pytest.mark.parametrize("parts", [[], [0, 0], [-1, 2]])
def test_nothing_and_less_than_nothing_are_no_whole(parts: list[int]) -> None:
    with pytest.raises(ValueError, match="Parts"):
        rules.hundred([Decimal(part) for part in parts])


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"title": " "}, "title"),
        ({"shape": "pie"}, "shape"),
        ({"indicators": []}, "indicators"),
        ({"indicators": [f"i{n}" for n in range(25)]}, "indicators"),
        ({"asks": "why"}, "asks"),
    ],
)
def test_a_section_that_cannot_be_shown_is_refused(fields: dict[str, object], wrong: str) -> None:
    good: dict[str, object] = {"title": "In care", "shape": "table", "indicators": ["cla"]}
    with pytest.raises(RuleBroken) as broken:
        rules.section(**good | fields)  # type: ignore[arg-type]
    assert broken.value.field == wrong


def test_a_section_is_read_as_it_was_kept() -> None:
    made = rules.section("In care", "levels", ["cla", "cla", "cla_rate"], rules.SO_WHAT)
    assert made.indicators == ("cla", "cla_rate")
    assert rules.read([made.plain]) == (made,)


def test_every_profile_of_the_library_names_indicators_of_the_library() -> None:
    known = set(indicators.starters())
    for one in library.starters().values():
        named = {code for section in one.sections for code in section.indicators}
        assert named <= known, one.code
        assert one.question.endswith("?")
