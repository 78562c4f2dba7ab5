"""What is done for the spine at night."""

from goldenthread import jobs
from goldenthread.records import search
from goldenthread.records.models import Record


@jobs.task("records.index_missing", words="Make records findable that are not")
def index_missing() -> int:
    """Index records that were restored or loaded without their words; return how many there were."""
    missing = list(Record.objects.filter(search_docs__isnull=True).values_list("pk", flat=True)[:20_000])
    for pk in missing:
        search.index(pk, "")
    return len(missing)


jobs.every("records.index_missing", cron="10 4 * * *")
