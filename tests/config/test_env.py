"""Each wrong setting is met by a sentence that names it."""

import pytest

from goldenthread.config import env


@pytest.mark.parametrize(
    ("name", "value", "read", "sentence"),
    [
        ("GOLDENTHREAD_MODE", "staging", env.mode, "must be one of production, demonstration, test"),
        ("GOLDENTHREAD_UPLOAD_MB", "lots", lambda: env.whole("GOLDENTHREAD_UPLOAD_MB"), "must be a whole number"),
        ("GOLDENTHREAD_UPLOAD_MB", "-5", lambda: env.whole("GOLDENTHREAD_UPLOAD_MB"), "must be a whole number"),
        ("GOLDENTHREAD_ADDRESS", "thread.example.org", lambda: env.address("GOLDENTHREAD_ADDRESS"), "https://"),
        ("GOLDENTHREAD_ADDRESS", "https://a.org/x", lambda: env.address("GOLDENTHREAD_ADDRESS"), "https://"),
    ],
)
def test_a_wrong_value_is_met_by_a_sentence_that_names_the_setting(monkeypatch, name, value, read, sentence):
    monkeypatch.setenv(name, value)

    with pytest.raises(env.SettingWrong) as refusal:
        read()

    assert refusal.value.sentence.startswith(name)
    assert sentence in refusal.value.sentence


def test_production_wants_a_long_secret_key_of_its_own(monkeypatch, tmp_path):
    monkeypatch.delenv("GOLDENTHREAD_SECRET_KEY", raising=False)
    with pytest.raises(env.SettingWrong, match="Make one with"):
        env.secret_key("production", tmp_path)
    monkeypatch.setenv("GOLDENTHREAD_SECRET_KEY", "short")
    with pytest.raises(env.SettingWrong, match="too short"):
        env.secret_key("production", tmp_path)


def test_elsewhere_a_key_is_made_once_kept_private_and_used_again(monkeypatch, tmp_path):
    monkeypatch.delenv("GOLDENTHREAD_SECRET_KEY", raising=False)

    first = env.secret_key("demonstration", tmp_path)

    assert len(first) >= 50
    assert env.secret_key("demonstration", tmp_path) == first
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("url", "engine"),
    [
        ("", "django.db.backends.sqlite3"),
        ("postgres://thread:p%40ss@db.example.org:5433/thread", "django.db.backends.postgresql"),
    ],
)
def test_the_database_comes_from_its_address_or_is_a_file_in_the_data_folder(monkeypatch, tmp_path, url, engine):
    monkeypatch.setenv("DATABASE_URL", url)

    settings = env.database(tmp_path)

    assert settings["ENGINE"] == engine
    if url:
        assert settings["PASSWORD"] == "p@ss"
        assert settings["OPTIONS"]["options"] == "-c jit=off"
    else:
        assert settings["NAME"] == str(tmp_path / "goldenthread.sqlite3")
        assert settings["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_a_database_we_do_not_run_on_is_refused(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "mysql://db.example.org/thread")

    with pytest.raises(env.SettingWrong, match="postgres:// or sqlite://"):
        env.database(tmp_path)


def test_a_data_folder_that_cannot_be_made_is_met_by_a_sentence(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("GOLDENTHREAD_DATA", "file/inside")

    with pytest.raises(env.SettingWrong, match="cannot be used as a folder"):
        env.folder("GOLDENTHREAD_DATA", tmp_path)
