"""Long work shows how far it is, without a script."""

import pytest

from goldenthread.ui.progress import Progress, progress_page


@pytest.mark.parametrize(
    ("state", "percent"),
    [
        (Progress("A", "b", 25, 40), 62),
        (Progress("A", "b", 50, 40), 100),
        (Progress("A", "b", 3, 0), 0),
        (Progress("A", "b", finished=True), 100),
    ],
)
def test_the_bar_stays_between_nought_and_a_hundred(state, percent):
    assert state.percent == percent


def test_the_page_reloads_while_work_goes_on_and_then_shows_the_result(rf):
    running = progress_page(
        rf.get("/"), Progress("Report", "Chart 1 of 2", 1, 2), back=("Back", "/b/"), result=("Open", "/r/")
    )
    done = progress_page(
        rf.get("/"), Progress("Report", "Ready", finished=True), back=("Back", "/b/"), result=("Open", "/r/")
    )
    failed = progress_page(
        rf.get("/"), Progress("Report", "Stopped", failed=True), back=("Back", "/b/"), result=("Open", "/r/")
    )

    assert running["Refresh"] == "3"
    assert "/r/" not in running.content.decode()
    assert "Refresh" not in done
    assert "/r/" in done.content.decode()
    assert "Refresh" not in failed
    assert "/r/" not in failed.content.decode()
