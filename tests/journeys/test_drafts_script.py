"""The script that keeps what is typed, on a form that asks for it."""

FORM = """
    document.querySelector('main').insertAdjacentHTML('beforeend',
      '<form method="post" data-draft="/drafts-of-a-test/"><input type="hidden" name="csrfmiddlewaretoken" value="t">'
      + '<label for="words">Words</label><input id="words" name="words">'
      + '<label for="paper">Paper</label><input id="paper" name="paper" type="file">'
      + '<p data-draft-status role="status"></p></form>');
    const addresses = document.querySelector('script[data-drafts]').dataset;
    return import(addresses.drafts).then(() => true);
"""


def begin(visitor, answer):
    sent = []

    def keep(route):
        sent.append((route.request.post_data, route.request.headers))
        route.fulfill(status=answer, content_type="application/json", body="{}")

    visitor.page.route("**/drafts-of-a-test/", keep)
    visitor.goes_to("/help/privacy/")
    visitor.page.evaluate(f"() => {{ {FORM} }}")
    return sent


def test_what_is_typed_is_kept_a_moment_later_and_said(visitor):
    sent = begin(visitor, 200)
    visitor.fills("Words", "half a sentence")
    visitor.sees("Draft kept at")

    body, headers = sent[0]
    assert body == "csrfmiddlewaretoken=t&words=half+a+sentence"
    assert headers["x-csrftoken"] == "t"
    assert headers["x-requested-with"] == "fetch"


def test_a_draft_that_cannot_be_kept_is_said_too(visitor):
    begin(visitor, 422)
    visitor.fills("Words", "half a sentence")

    visitor.sees("The draft could not be kept. Use the Save button.")


def test_nothing_is_sent_while_nothing_changed(visitor):
    sent = begin(visitor, 200)
    visitor.page.evaluate("dispatchEvent(new Event('pagehide'))")

    assert sent == []
