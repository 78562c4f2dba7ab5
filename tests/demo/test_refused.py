"""The demonstration is refused in production. Apart from what it holds: a command ends by closing the connections there are."""

import pytest

from goldenthread.config.console import main
from goldenthread.demo.loading import load
from goldenthread.foundation.errors import NotAllowed

pytestmark = pytest.mark.django_db


def test_it_is_refused_in_production(settings):
    settings.PRODUCTION = True

    with pytest.raises(NotAllowed, match="refused in production"):
        load()


def test_the_command_says_so_in_one_sentence_and_ends_with_two(settings, monkeypatch, capsys):
    settings.PRODUCTION = True
    monkeypatch.setattr("sys.argv", ["goldenthread", "demo", "--load-only"])

    with pytest.raises(SystemExit) as ended:
        main()

    assert ended.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1
