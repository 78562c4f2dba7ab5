"""The console command, as the operator meets it. It ends by closing its connections, so nothing that is shared may be open."""

import pytest

from goldenthread.config.console import main
from goldenthread.demo.loading import load
from goldenthread.foundation.errors import NotAllowed

pytestmark = pytest.mark.django_db


def test_the_demonstration_is_refused_in_production(settings):
    settings.PRODUCTION = True

    with pytest.raises(NotAllowed, match="refused in production"):
        load()


def test_what_is_refused_is_said_in_one_sentence_and_ends_with_two(settings, monkeypatch, capsys):
    settings.PRODUCTION = True
    monkeypatch.setattr("sys.argv", ["goldenthread", "demo", "--load-only"])

    with pytest.raises(SystemExit) as ended:
        main()

    assert ended.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1
