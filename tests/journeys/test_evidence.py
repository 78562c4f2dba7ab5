"""Figures from a workbook with two faults to a value whose every part can be opened."""

import re

from openpyxl import Workbook

from goldenthread.evidence.rules import filing

# two of the library that the demonstration does not keep: a part of a whole, and a plain count
PART, COUNT = "Persistent absence", "First-time entrants to the youth justice system"
LABELS = [label for label, _ in filing.COLUMNS.values()]


def test_a_return_with_two_faults_becomes_a_signed_figure_that_opens(own_site, visitors, tmp_path):
    someone = visitors(own_site).signs_in_as("Quality assurance officer")
    someone.goes_to("/evidence/choose/")
    _partnership(someone)
    someone.chooses(PART).chooses(COUNT)
    someone.presses("Keep these").sees_heading(re.compile("^\\s*Indicators")).sees(PART).sees(COUNT)

    someone.goes_to("/evidence/files/new/")
    _partnership(someone)
    agency = _agency(own_site, someone)
    sheet = tmp_path / "return.xlsx"
    _fill(
        sheet,
        [COUNT, "2016-17", None, None, 30, None, agency],
        [COUNT, "2015-16", None, None, "about twenty", None, agency],
        [PART, "31/03/2017", None, None, 600, 508, agency],
    )
    someone.goes_to("/evidence/files/new/")
    _partnership(someone)
    someone.page.get_by_label("Spreadsheet").set_input_files(sheet)
    someone.presses("Read the file").sees("2 lines cannot be kept").sees(re.compile("is not a number"))
    someone.picture("figures-read", full=True).presses("Keep the 1 good line").sees(re.compile("1 lines kept"))

    someone.follows("Mend it on line 4").sees(re.compile("cannot be larger than the whole"))
    someone.page.locator("#id_numerator").fill("335")
    someone.presses("Save").sees(re.compile("1 mended"))
    someone.follows("Mend it on line 3")
    someone.page.locator("#id_numerator").fill("20")
    someone.presses("Save").sees(re.compile("2 mended")).presses("Sign off 3 figures")
    someone.page.get_by_label("Who signed it off?").select_option(index=1)
    someone.presses("Sign off").does_not_see("Sign off 3 figures")

    someone.goes_to("/evidence/").follows(COUNT).sees(re.compile("Too early to say whether it has really changed"))
    someone.picture("indicator", full=True)
    someone.page.get_by_role("link", name=re.compile("30 children")).first.click()
    someone.sees_heading(COUNT).sees("Where it comes from").sees("As supplied for the whole period.")
    someone.is_accessible().sees(agency).picture("figure", full=True)


def _partnership(someone):
    choice = someone.page.get_by_label("Partnership", exact=True)
    if choice.evaluate("one => one.tagName") == "SELECT" and not choice.input_value():
        choice.select_option(index=1)


def _agency(site, someone):
    """The name of an agency, from the workbook that is handed out."""
    from io import BytesIO

    from openpyxl import load_workbook

    address = someone.page.get_by_role("link", name=re.compile("Download the workbook")).first.get_attribute("href")
    sent = someone.page.request.get(site.address + address)
    return load_workbook(BytesIO(sent.body()))["Agencies"]["A2"].value


def _fill(path, *rows):
    made = Workbook()
    made.active.title = "Figures"
    made.active.append(LABELS)
    for row in rows:
        made.active.append(row)
    made.save(path)
