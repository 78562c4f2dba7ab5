"""A school's safeguarding lead opens this year's section 175 return and answers only what changed."""

import re

ROUND = re.compile("Section 175.157 return")


def test_a_school_lead_finds_last_years_answers_and_answers_only_what_changed(own_site, visitors):
    lead = visitors(own_site).signs_in_as("School safeguarding lead")
    lead.goes_to("/self-assessment/?open=yes").follows(ROUND).sees("0 of 50 questions done")
    lead.sees("The same as last year: confirm").is_accessible().picture("return-175", full=True)
    lead.presses("All 45 are still true").sees("45 answers of last year confirmed.").sees("45 of 50 questions done")
    for code in ("1.4", "2.6", "7.5", "7.7", "9.6"):
        lead.page.goto(f"{lead.page.url.split('?')[0]}?standard={code[0]}")
        question = lead.page.locator(f"[id='q-{code}']")
        question.get_by_label("Yes", exact=True).check()
        lead.sees(re.compile(f"Kept at .*Question {code}"))
    lead.page.goto(lead.page.url.split("?")[0])
    lead.sees("Everything is answered").is_accessible().has_no_faults()
