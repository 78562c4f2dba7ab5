"""The tasks of every day: with the keyboard alone, and without scripts."""

import re

import pytest

COLLEAGUE = "Colleague of the agency member (demonstration)"
PASSWORD = "three random words"
_FOCUS = """() => {
    const at = document.activeElement;
    const words = (at.labels && at.labels[0] && at.labels[0].textContent) || at.textContent || at.value || '';
    const drawn = style => [
        style.outlineStyle !== "none" && style.outlineWidth, style.boxShadow, style.backgroundColor,
        style.borderTopWidth
    ].join("|");
    const pieces = [at, ...((at.labels && [...at.labels]) || [])];
    const now = () => pieces.map(each => drawn(getComputedStyle(each)) + drawn(getComputedStyle(each, '::before'))).join();
    const focused = now(), box = at.getBoundingClientRect();
    at.blur();
    const blurred = now();
    at.focus({focusVisible: true, preventScroll: true});
    const seen = box.width > 0 && box.bottom > 0 && box.top < innerHeight;
    return {words: words.trim(), shown: focused !== blurred, seen: seen, html: at.outerHTML.slice(0, 160)};
}"""


def focus(visitor):
    """What has the focus, which must be on the screen and must look different from when it has not."""
    found = visitor.page.evaluate(_FOCUS)
    assert found["shown"], f"the focus cannot be seen on {found['html']} of {visitor.page.url}"
    assert found["seen"], f"the focus is off the screen on {found['html']} of {visitor.page.url}"
    return found["words"]


def tab_to(visitor, words, *, back=False, most=150):
    """Press Tab, or Shift and Tab, until the focus stands on what is named ``words``; no mouse."""
    for _ in range(most):
        visitor.page.keyboard.press("Shift+Tab" if back else "Tab")
        if re.search(words, focus(visitor)):
            return
    raise AssertionError(f"{most} tab stops of {visitor.page.url} do not lead to {words!r}")


def press(visitor, key):
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press(key)
    visitor.is_accessible()


def test_a_deadline_is_found_and_completed_with_the_keyboard_alone(own_site, visitors):
    member = visitors(own_site)
    member.goes_to("/sign-in/login/")
    tab_to(member, "^Agency member")
    press(member, "Space")
    member.sees_heading("My work")
    tab_to(member, "^Why this date")
    tab_to(member, "^Hand over")
    tab_to(member, "^Why this date", back=True)
    press(member, "Enter")
    title = member.page.get_by_role("heading", level=1).inner_text()
    tab_to(member, "^Mark as done$")
    press(member, "Enter")
    tab_to(member, "^Mark as done$")
    press(member, "Enter")
    member.sees("It is marked as done.").sees_heading(title)
    tab_to(member, "^Sign out$")
    press(member, "Enter")
    tab_to(member, "(?i)^sign out$", back=True)
    press(member, "Space")
    member.goes_to("/").sees_heading("Sign in")


@pytest.fixture
def colleague(own_site, visitors):
    """The colleague of the demonstration, who signs in with a password, and without scripts."""
    words = "from goldenthread.accounts.models import User; u = User.objects.get(email__startswith='colleague@'); "
    own_site.command("shell", "-c", f"{words}u.set_password({PASSWORD!r}); u.save(); print(u.email)")
    return visitors(own_site, scripts=False)


def test_work_is_handed_to_a_colleague_who_finds_it_without_scripts(own_site, visitors, colleague):
    member = visitors(own_site, scripts=False).signs_in_as("Agency member")
    title = member.page.get_by_role("link", name=re.compile("^Hand over")).first.inner_text().partition(": ")[2]
    member.follows(re.compile("^Hand over")).sees_heading("Hand this to a colleague")
    member.chooses("Colleague", COLLEAGUE).fills("What should they know?", "You know this one best")
    member.presses("Hand it over").sees("is handed over").sees(f"In hand with {COLLEAGUE}")
    member.follows("Sign out").presses(re.compile("^sign out$", re.I), within="main").goes_to("/").sees_heading(
        "Sign in"
    )

    colleague.goes_to("/").fills("Email", "colleague@demonstration.example").fills("Password", PASSWORD)
    colleague.presses("Sign in").sees_heading("My work").sees(title.strip()).sees("You know this one best")
