"""Lists: filter, sort, page, save, export and print, all by links and GET forms.

AGENCIES = ListView(
    "partnership.agencies", "Agencies",
    columns=[Column("name", "Agency", value=lambda a: a.name, link=lambda a: a.url, sort="name")],
    filters=[TextFilter("q", "Name", apply=lambda rows, text: rows.filter(name__icontains=text))],
    default_sort="name",
    empty=Empty("No agencies yet", "Agencies that work together stand here.", ("Add an agency", "partnership:add_agency")),
)

def agencies(request):
    return AGENCIES.respond(request, queries.agencies(viewer))
"""

from goldenthread.ui.lists.columns import Column, Empty
from goldenthread.ui.lists.exports import ExportMade, on_export
from goldenthread.ui.lists.filters import ChoiceFilter, DateRangeFilter, DayFilter, FlagFilter, TextFilter
from goldenthread.ui.lists.saved import SavedView, saved_views
from goldenthread.ui.lists.view import ListPage, ListView

__all__ = [
    "ChoiceFilter",
    "Column",
    "DateRangeFilter",
    "DayFilter",
    "Empty",
    "ExportMade",
    "FlagFilter",
    "ListPage",
    "ListView",
    "SavedView",
    "TextFilter",
    "on_export",
    "saved_views",
]
