"""A partnership set up from nothing, by somebody who has never seen the product."""

import re


def test_an_administrator_sets_up_a_partnership_and_is_told_what_is_missing(own_site, visitors):
    someone = visitors(own_site).signs_in_as("System administrator")
    someone.goes_to("/partnership/new/").fills("Name", "Vale and Moor Safeguarding Children Partnership")
    someone.presses(re.compile("Set it up|Set up|Save|Create")).sees("Vale and Moor Safeguarding Children Partnership")
    home = re.search(r"/partnership/([0-9a-f-]{36})/", someone.page.url).group(1)
    someone.goes_to(f"/partnership/{home}/set-up/").is_accessible()
    before = someone.page.get_by_role("main").inner_text()

    someone.goes_to(f"/partnership/{home}/areas/new/").fills("Code", "E06000099").fills("Name", "Vale and Moor")
    someone.presses(re.compile("Add|Save"))
    someone.goes_to(f"/partnership/agencies/new/?partnership={home}")
    someone.page.locator("#id_name").fill("Vale and Moor Council")
    someone.page.get_by_label("Kind", exact=True).select_option(label="Local authority")
    someone.page.get_by_label("Statutory safeguarding partner").check()
    someone.page.get_by_label("Statutory role").select_option(label="Local authority")
    someone.presses(re.compile("Add|Save")).sees("Vale and Moor Council")
    someone.goes_to(f"/partnership/groups/new/?partnership={home}").fills("Name", "Executive of Vale and Moor")
    someone.page.get_by_label("Kind", exact=True).select_option(label="Executive")
    someone.presses(re.compile("Add|Save|Set")).sees("Executive of Vale and Moor")

    someone.goes_to(f"/partnership/{home}/set-up/")
    after = someone.page.get_by_role("main").inner_text()
    assert after != before
    someone.goes_to(f"/partnership/{home}/").sees("Vale and Moor Council").sees("Executive of Vale and Moor")
