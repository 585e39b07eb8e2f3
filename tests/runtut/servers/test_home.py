"""Who may use a home, one at a time, and of which version it is."""

import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from runtut.errors import CannotStart
from runtut.servers import keys
from runtut.servers.home import holder, opened, running_environment


def refusal(folder: Path, least_free: int = 1) -> CannotStart:
    with pytest.raises(CannotStart) as refused, opened(folder, least_free):
        pass
    return refused.value


def test_a_new_home_is_new_once(folder: Path) -> None:
    with opened(folder) as first:
        assert first.new
    with opened(folder) as second:
        assert not second.new


def test_missing_parents_are_made(folder: Path) -> None:
    with opened(folder / "a/b/home") as home:
        assert home.folder == folder / "a/b/home"


def test_one_home_is_used_by_one_at_a_time_and_the_second_is_told_by_whom(folder: Path) -> None:
    with opened(folder):
        assert holder(folder) == os.getpid()
        assert f"proses {os.getpid()}" in str(refusal(folder))
    assert holder(folder) is None


def test_a_home_of_a_newer_layout_is_left_alone(folder: Path) -> None:
    written = json.dumps({"layout": 99, "runtut": "0.0.1"})
    (folder / "version").write_text(written)
    refused = refusal(folder)
    assert refused.exit_code == 2
    assert "lebih baru" in str(refused)
    assert (folder / "version").read_text() == written


def test_a_home_of_a_newer_runtut_is_left_alone(folder: Path) -> None:
    (folder / "version").write_text(json.dumps({"layout": 1, "runtut": "999.0.0"}))
    assert "999.0.0" in str(refusal(folder))


def test_a_damaged_version_file_is_said(folder: Path) -> None:
    (folder / "version").write_text("{")
    assert str(folder / "version") in str(refusal(folder))


def test_a_folder_of_something_else_is_not_taken_over(folder: Path) -> None:
    (folder / "laporan.docx").write_text("x")
    assert "laporan.docx" in str(refusal(folder))


def test_a_first_start_cut_short_before_the_version_was_written_may_go_on(folder: Path) -> None:
    (folder / "log").mkdir()
    with opened(folder) as home:
        assert home.new


def test_a_full_disk_is_said_before_anything_is_touched(folder: Path) -> None:
    assert "MB" in str(refusal(folder, least_free=10**18))
    assert list(folder.iterdir()) == []


@pytest.fixture
def ordinary(folder: Path) -> Iterator[None]:  # noqa: ARG001 - the folder is made before
    """For the length of a test we are nobody special."""
    groups = os.getgroups()
    os.setgroups([])
    os.setegid(65534)
    os.seteuid(65534)
    yield
    os.seteuid(0)
    os.setegid(0)
    os.setgroups(groups)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
@pytest.mark.parametrize("mode", [0o700, 0o755])
@pytest.mark.usefixtures("ordinary")
def test_a_folder_of_somebody_else_in_which_we_may_not_write_is_named(folder: Path, mode: int) -> None:
    os.seteuid(0)
    folder.chmod(mode)
    os.seteuid(65534)
    assert f"Anda tidak berhak menulis di {folder};" in str(refusal(folder / "home"))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
@pytest.mark.usefixtures("ordinary")
def test_a_home_of_somebody_else_is_not_touched(folder: Path) -> None:
    assert "milik pengguna lain (uid 0)" in str(refusal(folder))


def test_a_parent_that_takes_no_folders_is_named() -> None:
    assert "(/proc)" in str(refusal(Path("/proc/runtut")))


def test_a_closed_parent_folder_is_named(folder: Path) -> None:
    closed = folder / "tertutup"
    closed.mkdir(mode=0o700 if os.geteuid() == 0 else 0o500)
    assert str(closed) in str(refusal(closed / "home"))


def test_a_file_in_the_place_of_a_folder_is_named(folder: Path) -> None:
    (folder / "berkas").write_text("x")
    assert f"{folder / 'berkas'} bukan folder" in str(refusal(folder / "berkas/home"))


def test_secrets_are_random_kept_and_closed_to_others(folder: Path) -> None:
    first = keys.kept_in(folder)
    assert len(set(first.values())) == len(keys.NAMES)
    assert keys.kept_in(folder) == first
    assert stat.S_IMODE((folder / "secrets").stat().st_mode) == 0o600


def test_a_secret_that_an_older_version_did_not_know_is_added(folder: Path) -> None:
    first = keys.kept_in(folder)
    (folder / "secrets").write_text(json.dumps({name: value for name, value in first.items() if name != "fence"}))
    second = keys.kept_in(folder)
    assert second.pop("fence") != first.pop("fence")
    assert second == first


def test_a_damaged_file_of_secrets_is_said_and_not_overwritten(folder: Path) -> None:
    (folder / "secrets").write_text("x")
    with pytest.raises(CannotStart, match="rusak"):
        keys.kept_in(folder)
    assert (folder / "secrets").read_text() == "x"


def test_the_environment_of_a_home_is_found_only_while_it_runs(folder: Path) -> None:
    with opened(folder) as home:
        assert running_environment(folder) is None
        home.environment.write_text('{"REDIS_URL": "redis://x"}')
        assert running_environment(folder) == {"REDIS_URL": "redis://x"}
    assert running_environment(folder) is None
