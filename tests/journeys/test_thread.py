"""The thread in a browser: from a finding to a judged difference, and back again."""

import re


def test_an_action_closes_only_when_somebody_has_said_what_difference_it_made(own_site, visitors):
    manager = visitors(own_site)
    manager.signs_in_as("Business manager")
    manager.goes_to("/thread/findings/").presses("Record a finding").sees_heading("Record a finding")
    manager.fills("Part of the name: Where does it come from?", "council").presses(re.compile("^Find"))
    manager.chooses(re.compile(r"Cheshire West and Chester Council \(AG"))
    manager.chooses("Concern").fills("What was found?", "Plans end without a step-down meeting.")
    manager.fills("Why does it matter to children?", "They lose help on the day it ends.").fills("Themes", "Step-down")
    manager.presses("Record it").sees_heading("Plans end without a step-down meeting")

    manager.presses("Recommend a change").fills("What should change?", "Ensure that plans end well.")
    manager.presses("Check it").sees("what to wish for").sees("Nothing is saved yet")
    manager.fills("What should change?", "Hold a meeting before any plan ends.")
    manager.fills("What will show that it changed?", "9 in 10 plans end with a meeting.")
    manager.chooses(re.compile("Cheshire West and Chester Council")).presses("Recommend it")
    manager.sees_heading("Hold a meeting before any plan ends").sees("Answer outstanding")
    manager.follows(re.compile("^Answer")).chooses("Accepted").presses("Give the answer").sees("Accepted")

    manager.presses("Open an action").fills("What is to be done?", "Write the meeting into the plan template")
    manager.fills("Day", "1").fills("Month", "5").fills("Year", "2099").presses("Open it")
    manager.sees_heading("Write the meeting into the plan template").sees("Nobody yet")

    manager.presses("Say how it goes").chooses("Complete").fills("What is new?", "The template has it.")
    manager.presses("Keep the update").sees("This action cannot close yet").sees("Nobody has judged")
    manager.follows("Close it").sees("This action cannot close yet")
    manager.presses("Add evidence").fills("What does it show?", "18 of 20 plans ended with a meeting.")
    manager.presses("Add it").sees("18 of 20 plans ended with a meeting.")
    manager.presses("What difference did it make?").sees("9 in 10 plans end with a meeting.")
    manager.chooses("Some difference").fills("What do you judge it by?", "The second audit shows it.")
    manager.presses("Keep the judgement").presses("Close it").sees("The second audit shows it.")
    manager.presses("Close it").sees("Closed: some difference")

    manager.follows("Hold a meeting before any plan ends", within=".gt-thread")
    manager.follows("Plans end without a step-down meeting", within=".gt-thread").sees_heading("Plans end")
    manager.follows("Write the meeting into the plan template", within=".gt-thread")
    manager.sees("Closed: some difference").follows("Whole thread", within=".gt-panel").sees_heading("The thread")


def test_somebody_sees_to_an_action_on_a_phone(own_site, visitors):
    manager = visitors(own_site, phone=True)
    manager.signs_in_as("Business manager")
    manager.goes_to("/thread/actions/open/").fills("What is to be done?", "Brief every supervisor")
    manager.fills("Day", "2").fills("Month", "1").fills("Year", "2020").presses("Open it")
    manager.goes_to("/thread/actions/").follows("Brief every supervisor").presses("Say how it goes")
    manager.chooses("Held up").presses("Keep the update").sees("Say what holds it up")
    manager.fills("What is new?", "Two supervisors are on leave.").presses("Keep the update").sees("Held up")
    manager.sees("Action, step 1 of 2 on its thread").follows("Whole thread").sees_heading("The thread")
