"""Settings are asked for on use, and what is missing is named."""

from pathlib import Path

import pytest

from runtut.config import Settings, default_home, settings
from runtut.errors import CannotStart, Conflict, Invalid, NotFound, Problem

VARIABLES = {
    "database_url": "DATABASE_URL",
    "database_owner_url": "DATABASE_OWNER_URL",
    "database_relay_url": "DATABASE_RELAY_URL",
    "database_benchmark_url": "DATABASE_BENCHMARK_URL",
    "fence_key": "RUNTUT_FENCE_KEY",
    "secret_key": "RUNTUT_SECRET_KEY",
    "redis_url": "REDIS_URL",
    "s3_endpoint_url": "S3_ENDPOINT_URL",
    "s3_access_key": "S3_ACCESS_KEY",
    "s3_secret_key": "S3_SECRET_KEY",
}


@pytest.mark.parametrize(("attribute", "variable"), VARIABLES.items())
def test_each_setting_is_read_from_its_variable_and_missed_by_its_name(attribute: str, variable: str) -> None:
    assert getattr(Settings({variable: "value"}), attribute) == "value"
    with pytest.raises(CannotStart, match=variable):
        getattr(Settings({variable: ""}), attribute)


def test_secrets_do_not_show_when_settings_are_printed() -> None:
    assert "hidden" not in repr(Settings({"RUNTUT_FENCE_KEY": "hidden"}))


def test_the_home_is_the_users_own_unless_named() -> None:
    assert Settings({"RUNTUT_HOME": "/srv/runtut"}).home == Path("/srv/runtut")
    assert Settings({}).home == default_home()


def test_the_environment_is_read_once_until_asked_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    settings.cache_clear()
    monkeypatch.setenv("RUNTUT_HOME", "/first")
    assert settings().home == Path("/first")
    monkeypatch.setenv("RUNTUT_HOME", "/second")
    assert settings().home == Path("/first")
    settings.cache_clear()
    assert settings().home == Path("/second")
    monkeypatch.undo()
    settings.cache_clear()


@pytest.mark.parametrize(("problem", "status"), [(NotFound, 404), (Conflict, 409), (Invalid, 422)])
def test_a_problem_says_its_title_where_nothing_more_is_known(problem: type[Problem], status: int) -> None:
    assert problem().status == status
    assert problem().detail == problem.title
    assert str(problem("Siklus sudah ditutup.")) == "Siklus sudah ditutup."


def test_a_problem_names_fields_and_what_is_wrong_with_each() -> None:
    assert Invalid("Isian belum benar.", {"target": ["wajib diisi"]}).errors == {"target": ["wajib diisi"]}
