"""Words that a spreadsheet would run are words in every file of ours that a spreadsheet opens."""

import pytest

from goldenthread.foundation.text import FORMULA
from goldenthread.reports.rendering import opendata
from goldenthread.workbench.portable import shapes


@pytest.mark.parametrize("begins", FORMULA)
def test_words_that_begin_like_a_formula_get_an_apostrophe(begins):
    assert shapes.as_cell(f"{begins}1") == f"'{begins}1"
    assert opendata._cell(f"{begins}1") == f"'{begins}1"


def test_numbers_stay_numbers():
    assert opendata._cell(-3) == -3
    assert shapes.as_cell(-3) == "-3"
