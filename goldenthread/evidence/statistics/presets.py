"""The two published ways of making the chart, by name: ``xmr_chart(dates, values, **PRESETS["NHS Excel"])``.

They differ in one setting that moves the limits. Say on the chart which was used.

Sources: NHSRplotthedots 0.2.2 (NHS-R Community, 2025, https://nhsrplotthedots.nhsrcommunity.com), vignette
"Deviations from Excel defaults"; NHS England, Making Data Count
(https://www.england.nhs.uk/publication/making-data-count/).

What a setting cannot say: the spreadsheet shows limits and icons only from 13 points (here ``Segment.too_few``
tells the page to call them provisional), and shows improvement where two rules disagree about a point (here the
precedence of the R package holds for both).
"""

from typing import Final, TypedDict


class XmrOptions(TypedDict):
    """The settings of `xmr_chart` that a published method fixes."""

    trend: int
    shift: int
    screen: bool


NHSRPLOTTHEDOTS: Final[XmrOptions] = {"trend": 7, "shift": 7, "screen": True}
NHS_EXCEL: Final[XmrOptions] = {"trend": 7, "shift": 7, "screen": False}
PRESETS: Final[dict[str, XmrOptions]] = {"NHSRplotthedots": NHSRPLOTTHEDOTS, "NHS Excel": NHS_EXCEL}
