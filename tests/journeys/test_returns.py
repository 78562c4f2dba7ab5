"""From the quarter's call to a signed dataset, as a QA officer, a data supplier and the agency's member."""

import re

AGENCY = "Sandle Vale Community Health Trust (invented)"
LINE = "Emergency attendances for self-harm, under 18"


def test_a_call_is_filled_signed_and_accepted_without_typing_a_figure_twice(own_site, visitors):
    qa = visitors(own_site).signs_in_as("Quality assurance officer")
    qa.goes_to("/returns/calls/").presses("Call for data").fills("What is the call called?", "Quarter 1 data, 2018-19")
    qa.fills("Which year from April?", "2018-19").chooses("Quarter 1, April to June")
    due = in_two_weeks(qa)
    for part, value in zip(("Day", "Month", "Year"), due, strict=True):
        qa.page.get_by_role("group", name="When are returns due?").get_by_label(part).fill(str(value))
    qa.presses("Begin the call").sees("Nothing is asked yet").presses("Ask an agency")
    qa.chooses("Which agency?", AGENCY).chooses(re.compile(re.escape(LINE))).chooses(re.compile(r"^\s*No\s*$"))
    qa.presses("Ask for these").sees("Not sent yet").presses("Send the call").sees("Sent to 1 agency")
    qa.is_accessible().picture("call", full=True)

    supplier = visitors(own_site).signs_in_as("Agency data supplier")
    supplier.goes_to("/").sees(re.compile("Return: Quarter 1 data"))
    supplier.goes_to("/returns/").follows("Quarter 1 data, 2018-19").sees("0 of 1 line entered")
    box = supplier.page.get_by_label(re.compile("Attendances of under-18s"))
    box.fill("about thirty")
    supplier.sees(re.compile("is not a number")).is_accessible()
    box.fill("104")
    supplier.sees("1 of 1 line entered").picture("return", full=True)
    supplier.presses("Save and say it is complete").sees("The return is complete")

    senior = visitors(own_site).signs_in_as("Agency member")
    senior.goes_to("/returns/").follows("Quarter 1 data, 2018-19").presses("Sign and send").sees("104")
    senior.is_accessible().chooses("I have read these figures and stand for them in the name of the agency")
    senior.presses("Sign and send").sees(re.compile("Signed and sent to 1 partnership"))

    qa.goes_to("/returns/calls/").follows("Quarter 1 data, 2018-19").sees("Signed, to be answered").follows(AGENCY)
    qa.sees("104").is_accessible().picture("signed-return", full=True)
    qa.presses("Accept").sees("Accepted: 1 figure supplied.")
    qa.goes_to("/evidence/figures/").sees(LINE)
    for someone in (qa, supplier, senior):
        someone.has_no_faults()


def in_two_weeks(someone):
    """A day two weeks ahead: day, month, year."""
    then = "const d = new Date(Date.now() + 14 * 864e5)"
    return someone.page.evaluate(f"() => {{ {then}; return [d.getDate(), d.getMonth() + 1, d.getFullYear()] }}")
