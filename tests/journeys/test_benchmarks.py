"""A revised release is brought in with a browser, and from then on it is the one that stands in the comparison."""

import re
from pathlib import Path

PLANS = "d1_child_protection_plans_2013_to_2024.csv"
FILE = Path(__file__).parents[1] / "benchmarks" / "published" / PLANS


def test_a_revised_release_is_brought_in_and_stands_in_the_comparison(own_site, visitors):
    revised = FILE.read_bytes().replace(b"\n2024,", b"\n2018,")  # of the year whose figures the demonstration has
    qa = visitors(own_site).signs_in_as("Quality assurance officer")
    qa.goes_to("/benchmarks/").presses("Bring in a file")
    qa.page.get_by_label("Published file").set_input_files({"name": PLANS, "mimeType": "text/csv", "buffer": revised})
    qa.fills("Release", "2018 revised")
    group = qa.page.get_by_role("group", name=re.compile("Published on"))
    for part, value in (("Day", "15"), ("Month", "1"), ("Year", "2026")):
        group.get_by_label(part).fill(value)
    qa.is_accessible().presses("Read the file").sees("The file is received.")
    address = qa.page.url.removeprefix(own_site.address)
    own_site.command("worker", "--once")
    qa.goes_to(address)
    qa.sees("Every figure stands in its comparisons.").is_accessible()
    qa.goes_to("/evidence/?q=protection+plan").follows("Children with a child protection plan, rate")
    qa.sees(re.compile("2018 revised")).picture("compared", full=True).has_no_faults()
