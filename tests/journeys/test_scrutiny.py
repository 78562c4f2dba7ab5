"""A member writes up a visit on her phone; it becomes a finding, and an action; then it is shown where it came from."""

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
