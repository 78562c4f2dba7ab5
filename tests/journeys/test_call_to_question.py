"""From the quarter's call to a signed dataset, and from a point on the chart to a question that gets answered.

As those who do it: the QA officer calls, an agency's data supplier fills, its senior signs, the scrutineer sees and asks, the
agency answers on a phone, the chair of the group says what it showed.
"""

import re

AGENCY = "Sandle Vale Community Health Trust (invented)"
GROUP = "Demonstration working group (invented)"
LINE = "Emergency attendances for self-harm, under 18"
CALL = "Quarter 1 data, 2018-19"
TITLE = "Attendances of a quarter (journey)"


def test_a_quarter_is_called_for_signed_and_accepted_and_a_point_of_it_is_asked_about_and_answered(own_site, visitors):
    qa = visitors(own_site).signs_in_as("Quality assurance officer")
    call_for(qa)
    supplier = visitors(own_site).signs_in_as("Agency data supplier")
    fill(supplier)
    member = visitors(own_site, phone=True).signs_in_as("Agency member")
    member.goes_to("/returns/").follows(CALL).presses("Sign and send").sees("104")
    member.chooses("I have read these figures and stand for them in the name of the agency")
    member.presses("Sign and send").sees(re.compile("Signed and sent to 1 partnership"))
    qa.goes_to("/returns/calls/").follows(CALL).sees("Signed, to be answered").follows(AGENCY)
    qa.sees("104").is_accessible()
    qa.presses("Accept").sees("Accepted: 1 figure supplied.")

    scrutineer = visitors(own_site).signs_in_as("Independent scrutineer")
    scrutineer.goes_to("/evidence/?q=self-harm").follows(LINE).sees("104")
    chart = scrutineer.page.url.removeprefix(own_site.address)
    scrutineer.presses("Ask for evidence").sees(re.compile("104 attendances"))
    scrutineer.fills("What is it about?", TITLE).chooses("In whose name do you ask?", GROUP)
    on(scrutineer, "By when", (1, 12, 2030))
    scrutineer.presses("Ask").sees_heading(TITLE).sees("No answer yet.")

    member.goes_to("/assurance/asked-of-us/").follows(TITLE).follows(re.compile("^Write ?: What$"))
    for ask in (
        "What happened?",
        "Why did it happen?",
        "What does it mean for children?",
        re.compile("What will you do"),
    ):
        member.sees_heading(ask).fills("Your answer", "Schools send them earlier.").presses("Save and go on")
    member.presses("Sign and send").presses("Sign and send").sees("Signed by Agency member (demonstration)")

    chair = visitors(own_site).signs_in_as("Group chair").goes_to("/assurance/").follows(TITLE)
    chair.presses("Accept the answer").fills("What does the group say of it?", "Thank you.").presses("Accept")
    chair.sees("It answers the question").presses("Record a finding").chooses("Good practice")
    chair.fills("What was found?", "Schools send them earlier.").presses("Record it").sees(LINE)
    scrutineer.goes_to(chart).sees("A question was asked").sees("Schools send them earlier").follows(TITLE)
    scrutineer.sees("It answers the question")
    for someone in (qa, supplier, member, scrutineer, chair):
        someone.has_no_faults()


def call_for(qa):
    """Begin a call, find the indicator among many, and send it."""
    qa.goes_to("/returns/calls/").presses("Call for data").fills("What is the call called?", CALL)
    qa.fills("Which year from April?", "2018-19").chooses("Quarter 1, April to June")
    on(qa, "When are returns due?", in_two_weeks(qa))
    qa.presses("Begin the call").sees("Nothing is asked yet").presses("Ask an agency").chooses("Which agency?", AGENCY)
    qa.fills("Find an indicator, or who supplies it", "self-harm").sees("1 shown").chooses(re.compile(re.escape(LINE)))
    qa.presses("Ask for these").sees("Not sent yet").presses("Send the call").sees("Sent to 1 agency")
    qa.is_accessible()


def fill(supplier):
    """Find the return, type a figure wrongly and then rightly, and say that it is complete."""
    supplier.goes_to("/").sees(re.compile("Return: Quarter 1 data"))
    supplier.goes_to("/returns/").follows(CALL).sees("0 of 1 line entered")
    box = supplier.page.get_by_label(re.compile("Attendances of under-18s"))
    box.fill("about thirty")
    supplier.sees(re.compile("is not a number")).is_accessible()
    box.fill("104")
    supplier.sees("1 of 1 line entered").picture("return", full=True)
    supplier.presses("Save and say it is complete").sees("The return is complete")


def on(someone, question, day):
    """Type a day into its three boxes."""
    group = someone.page.get_by_role("group", name=re.compile(re.escape(question)))
    for part, value in zip(("Day", "Month", "Year"), day, strict=True):
        group.get_by_label(part).fill(str(value))


def in_two_weeks(someone):
    """A day two weeks ahead: day, month, year."""
    then = "const d = new Date(Date.now() + 14 * 864e5)"
    return someone.page.evaluate(f"() => {{ {then}; return [d.getDate(), d.getMonth() + 1, d.getFullYear()] }}")
