"""A visit written on a phone becomes a finding and an action; what a chair judges alone is seen by nobody until the day."""

import re


def test_a_visit_written_on_a_phone_leads_to_an_action(own_site, visitors):
    member = visitors(own_site, phone=True).signs_in_as("Lay member")
    member.goes_to("/scrutiny/visits/").presses("Write up a visit").sees(
        "Are you worried about a child?"
    ).is_accessible()
    member.fills("Which team or service?", "School nurses")
    member.fills("What did you see?", "A busy clinic").fills("What should change?", "Referrals wait for weeks")
    member.presses("Send it in").sees("The visit is written up.").sees("Not in the thread yet").is_accessible()
    member.goes_to("/scrutiny/visits/").sees(re.compile("you have made 2 of"))
    manager = visitors(own_site).signs_in_as("Business manager")
    manager.goes_to("/scrutiny/visits/").follows("School nurses").presses("Take it into the thread").sees(
        "1 finding recorded."
    )
    manager.follows(re.compile("FND-")).presses("Open an action")
    manager.fills("What is to be done?", "Answer referrals within five days").presses("Open it").sees(
        "The action is open."
    )
    manager.goes_to("/scrutiny/visits/").follows("School nurses").sees("Answer referrals within five days")
    manager.is_accessible().has_no_faults()


def test_a_chair_judges_alone_and_the_day_opens_it_to_all(own_site, visitors):
    six, words = "Six steps of independent scrutiny 2025-26 (invented)", "Xylophone"
    chair = visitors(own_site).signs_in_as("Group chair").goes_to("/scrutiny/judged/").follows(six)
    chair.presses(re.compile("^(Judge alone|Change what I judged)"))
    for place in chair.page.locator("fieldset.gt-judge").all():
        place.get_by_role("radio").first.check()
        place.get_by_role("textbox").first.fill(words)
    chair.presses("Keep it").sees("Your grades are kept.")
    manager = visitors(own_site).signs_in_as("Business manager").goes_to("/scrutiny/judged/").follows(six)
    assert words not in manager.page.content()
    manager.presses("Open it to all").presses("Keep what all agree")
    assert words in manager.page.content()
    manager.has_no_faults()
    chair.has_no_faults()
