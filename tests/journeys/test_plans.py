"""The story of a plan: brought in from Word, worked for a year, and closed only with the difference it made."""

import io
import re

import docx


def word_file() -> bytes:
    """A plan as partnerships have them: priorities as headings, merged cells, several owners in a cell."""
    document = docx.Document()
    document.add_heading("Plan of the agency 2026 - 2027", 0)
    document.add_paragraph("It was written in one afternoon.")
    document.add_heading("Priority 1 Children who go missing are found and herd", 2)
    table = document.add_table(rows=0, cols=4)
    for row in (
        ("What we want to achieve", "How we will achieve it", "Who will do it", "When"),
        ("Fewer children go missing twice", "Ask every child who comes back what would have helped", "Our team", ""),
        ("", "Tell the schools", "Our team\nSchools", "ongoing"),
    ):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_an_agency_lead_brings_a_plan_in_and_cannot_close_an_action_without_its_impact(own_site, visitors):
    lead = visitors(own_site).signs_in_as("Agency member")
    lead.follows("Plans").presses("Bring a plan in")
    here = lead.page.locator("#id_place option", has_text="Cheshire West").first.get_attribute("value")
    lead.page.locator("#id_place").select_option(here)
    lead.page.locator("input[type=file]").set_input_files(
        {"name": "plan.docx", "mimeType": "application/octet-stream", "buffer": word_file()}
    )
    lead.presses("Read the file").sees_heading("How the file was read")
    lead.sees("Tell the schools").sees("It was written in one afternoon.")
    lead.page.get_by_role("link", name=re.compile("Words of Children who go missing")).click()
    lead.page.get_by_label("How it should read").fill("Children who go missing are found and heard")
    lead.presses("Save").sees("Children who go missing are found and heard")
    lead.page.get_by_role("link", name=re.compile("Leave out.*Tell the schools")).click()
    lead.fills("Why is it left out?", "It is done").presses("Save").sees("It is done")
    lead.presses("Keep it as a plan")
    for box, value in (("starts_on", "1 4 2026"), ("ends_on", "31 3 2027")):
        for part, number in zip(("day", "month", "year"), value.split(), strict=True):
            lead.page.locator(f"[name={box}-{part}]").fill(number)
    lead.presses("Keep it").sees_heading("Plan of the agency 2026 - 2027").sees("0 of 1 closed with impact")
    lead.picture("plan", full=True)

    lead.follows("Ask every child who comes back what would have helped")
    address = lead.page.url.removeprefix(own_site.address)
    lead.goes_to(f"{address}update/").chooses("Complete")
    lead.page.locator("[name=note]").fill("Every child was asked since May")
    lead.presses(re.compile("^(Save|Say|Add|Keep)")).goes_to(address).sees("This action cannot close yet")
    lead.goes_to(f"{address}evidence/")
    lead.page.locator("[name=words]").fill("17 of 20 children say that they were heard")
    lead.presses("Add it").sees("17 of 20 children say that they were heard")

    manager = visitors(own_site).signs_in_as("Business manager")
    manager.goes_to(f"{address}close/").sees(re.compile("cannot close"))
    manager.goes_to(f"{address}difference/")
    manager.page.locator("[name=judgement]").nth(2).check()
    manager.page.locator("[name=words]").fill("Most children now say that they were heard")
    manager.presses(re.compile("^(Save|Record|Keep|Judge)"))
    manager.goes_to(f"{address}close/").presses(re.compile("Close|Save")).goes_to(address).sees(re.compile("Closed"))

    lead.follows("Plans").follows("Plan of the agency 2026 - 2027").sees("1 of 1 closed with impact")
    for someone in (lead, manager):
        someone.has_no_faults()
