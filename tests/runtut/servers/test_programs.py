"""A program in a closed folder is put where the servers' user can get at it, and the copy follows its original."""

import os
from pathlib import Path

import pytest

from runtut.errors import CannotStart
from runtut.servers import programs
from runtut.servers.identity import User, first_closed, readable_by, server_user
from runtut.servers.process import Child, Process
from runtut.servers.readiness import wait_until

STRANGER = User(65533, 65533)


@pytest.fixture
def closed(folder: Path) -> Path:
    """A folder of ours with a program and a link in it, closed to strangers."""
    made = folder / "tertutup"
    (made / "tree/bin").mkdir(parents=True)
    (made / "tree/bin/postgres").write_text("one")
    (made / "tree/bin/postgres").chmod(0o755)
    (made / "tree/bin/latest").symlink_to("postgres")
    made.chmod(0o700)
    return made


def test_the_closed_folder_on_the_way_is_found(closed: Path) -> None:
    assert first_closed(closed / "tree/bin/postgres", STRANGER) == closed
    assert first_closed(closed / "tree/bin/postgres", User(os.geteuid(), os.getegid())) is None


def test_what_is_within_reach_stays_where_it_is(closed: Path, folder: Path) -> None:
    program = closed / "tree/bin/postgres"
    assert programs.within_reach(program, folder / "shelf", server_user_of(program)) == program
    assert not (folder / "shelf").exists()


def server_user_of(path: Path) -> User:
    return User(path.stat().st_uid, path.stat().st_gid)


def test_what_is_out_of_reach_gets_a_double_that_costs_nothing(closed: Path, folder: Path) -> None:
    double = programs.within_reach(closed / "tree/bin/postgres", folder / "shelf", STRANGER)
    assert readable_by(double, STRANGER)
    assert double.samefile(closed / "tree/bin/postgres")


def test_a_program_installed_under_a_strict_umask_is_copied_and_opened(closed: Path, folder: Path) -> None:
    (closed / "tree/bin/postgres").chmod(0o700)
    double = programs.within_reach(closed / "tree/bin/postgres", folder / "shelf", STRANGER)
    assert readable_by(double, STRANGER)
    assert not double.samefile(closed / "tree/bin/postgres")


def test_a_whole_tree_is_doubled_once_and_anew_when_its_original_changes(closed: Path, folder: Path) -> None:
    double = programs.shelve(closed / "tree", folder / "shelf/tree")
    assert (double / "bin/latest").readlink() == Path("postgres")
    first = double.stat().st_ino
    assert programs.shelve(closed / "tree", folder / "shelf/tree").stat().st_ino == first
    (closed / "tree/bin/postgres").write_text("another")
    programs.shelve(closed / "tree", folder / "shelf/tree")
    assert (double / "bin/postgres").read_text() == "another"


def test_a_program_that_is_not_installed_is_named_with_what_to_do(folder: Path) -> None:
    with pytest.raises(CannotStart, match=r"runtut\[embedded\]"):
        programs.within_reach(folder / "weed", folder / "shelf", server_user())


def test_a_server_that_never_answers_is_given_up(folder: Path) -> None:
    process = Process(Child("valkey", ("/bin/sleep", "600"), {}), folder / "valkey.log")
    process.start()
    try:
        with pytest.raises(CannotStart, match="belum siap setelah 0 detik"):
            wait_until(lambda: False, process, seconds=0.1)
    finally:
        process.stop()
