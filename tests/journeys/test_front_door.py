"""The first thing anybody sees."""

import pytest


@pytest.mark.smoke
def test_a_stranger_is_shown_to_the_sign_in_page_and_told_what_is_wrong(visitor):
    visitor.goes_to("/").sees_heading("Sign in")
    visitor.fills("Email", "nobody@example.org").fills("Password", "not the right one")
    visitor.presses("Sign in").sees("There is a problem")


def test_the_sign_in_page_works_on_a_phone_and_without_scripts(site, visitors):
    visitors(site, phone=True).goes_to("/").sees_heading("Sign in")
    plain = visitors(site, scripts=False)
    plain.goes_to("/").fills("Email", "nobody@example.org").fills("Password", "not the right one")
    plain.presses("Sign in").sees("There is a problem")
