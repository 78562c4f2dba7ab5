"""From an inspector's notice to the pack in the hand: one page, one step, two files."""

import csv
import io
import re
import zipfile

import pikepdf

TITLE = "Joint targeted area inspection"


def test_the_business_manager_makes_the_evidence_pack_in_one_step(own_site, visitors):
    manager = visitors(own_site).signs_in_as("Business manager")
    manager.follows("Quality").follows("Evidence packs").presses("Make a pack").sees("Before the inspector asks")
    manager.is_accessible()
    where = manager.page.url.removeprefix(own_site.address)
    manager.goes_to(f"{where}?start=2017-04-01&end=2018-03-31").picture("make", full=True)
    manager.fills("Which inspection or review is it for?", TITLE).presses("Make the pack").sees(
        "You can leave this page"
    )
    own_site.command("worker", "--once")
    manager.page.get_by_role("heading", name="Take it with you").wait_for()  # the page of the pack shows it by itself
    manager.is_accessible().picture("pack", full=True)

    taken = {}
    for name in ("One PDF", "A zip"):
        with manager.page.expect_download() as sent:
            manager.page.get_by_role("link", name=re.compile(name)).click()
        taken[name] = sent.value.path()
    with zipfile.ZipFile(taken["A zip"]) as zipped:
        lines = list(csv.DictReader(io.StringIO(zipped.read("index.csv").decode("utf-8-sig"))))
        assert zipped.read("pack.pdf") == taken["One PDF"].read_bytes()
    assert {"The arrangements", "Audits of practice"} <= {each["part"] for each in lines}
    with pikepdf.open(taken["One PDF"]) as pdf, pdf.open_outline() as marks:
        assert len(pdf.pages) >= int(lines[-1]["page"])
        assert sum(len(part.children) for part in marks.root) == len({each["number"] for each in lines})
    manager.has_no_faults()
