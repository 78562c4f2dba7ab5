"""The first thing anybody sees."""

import pytest


@pytest.mark.smoke
def test_the_site_answers(visitor):
    visitor.page.goto(visitor.site.address + "/")
    assert visitor.page.url.startswith(visitor.site.address)
