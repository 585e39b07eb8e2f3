"""Tests in several processes that come from one: `pytest -p tests.forking --processes 3`.

What all tests need (the product imported, probes of coverage laid, thousands of tests collected) is made ready once and
shared by forking: twenty seconds of processor time that no other process spends again. Each process takes the next file
of tests that nobody has begun, and hands its reports to the one that forked, which tells them as if it had run all.
"""

import gc
import os
import sys
import tempfile
from collections.abc import Sequence
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import pytest

File = Sequence[pytest.Item]
GRACE = 30
"""Seconds in which a process may end by itself after it was asked to."""
LOST = "Its process ended before it did, or before it could begin."


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--processes", type=int, default=1, help="run the tests in so many processes at once")


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool | None:
    if session.config.option.processes < 2 or session.config.option.collectonly or session.testsfailed:
        return None
    session.config.pluginmanager.getplugin("terminalreporter").showfspath = False  # files run side by side
    files: dict[Path, list[pytest.Item]] = {}
    for item in session.items:
        files.setdefault(item.path, []).append(item)
    with tempfile.TemporaryDirectory(prefix="runtut-tests-") as folder:
        crew = Crew(session, list(files.values()), Path(folder))
        try:
            crew.listen()
        finally:
            crew.end()
    return True


class Crew:
    """The processes, as the one sees them that forked them."""

    def __init__(self, session: pytest.Session, files: Sequence[File], folder: Path) -> None:
        self.session = session
        gc.freeze()  # what is there already is there for all: nobody looks through it again
        ahead, fill = os.pipe()
        os.write(fill, b"".join(at.to_bytes(2, "big") for at in range(len(files))))
        os.close(fill)
        self.busy: dict[Connection, BaseProcess] = {}
        self.unheard = {item.nodeid: item.location for item in session.items}
        for number in range(session.config.option.processes):
            heard, answer = Pipe(duplex=False)
            own = folder / str(number)
            own.mkdir()
            work = get_context("fork").Process(target=run, args=(session, files, ahead, answer, own))
            work.start()
            answer.close()  # or nobody would hear that it ended
            self.busy[heard] = work
        os.close(ahead)

    def listen(self) -> None:
        """Tell what they report until all of them have ended."""
        while self.busy:
            for heard in wait(list(self.busy)):
                assert isinstance(heard, Connection)
                try:
                    self._tell(self._report(heard.recv()))
                except EOFError:
                    self._ended(self.busy.pop(heard))
        for test, location in list(self.unheard.items()):
            self._tell(pytest.TestReport(test, location, {}, "failed", LOST, "teardown"))

    def _ended(self, work: BaseProcess) -> None:
        work.join()
        if work.exitcode and not self.unheard:
            raise RuntimeError(f"All tests were run, but one of their processes ended with {work.exitcode}.")

    def _report(self, said: dict[str, Any]) -> pytest.TestReport:
        config = self.session.config
        report = config.hook.pytest_report_from_serializable(config=config, data=said)
        assert isinstance(report, pytest.TestReport)
        return report

    def _tell(self, report: pytest.TestReport) -> None:
        if report.when == "teardown":
            del self.unheard[report.nodeid]
        self.session.config.hook.pytest_runtest_logreport(report=report)
        if self.session.shouldfail:
            raise self.session.Failed(self.session.shouldfail)
        if self.session.shouldstop:
            raise self.session.Interrupted(self.session.shouldstop)

    def end(self) -> None:
        for work in self.busy.values():
            work.terminate()
        for work in self.busy.values():
            work.join(GRACE)
            work.kill()


def run(session: pytest.Session, files: Sequence[File], ahead: int, answer: Connection, folder: Path) -> None:
    """In a process of its own: file after file, until none is left."""
    _alone(session, answer, folder)
    protocol = session.config.hook.pytest_runtest_protocol
    at = _next(ahead)
    while at is not None:
        for item, following in zip(files[at], files[at][1:], strict=False):
            protocol(item=item, nextitem=following)
        last, at = files[at][-1], _next(ahead)
        protocol(item=last, nextitem=None if at is None else files[at][0])  # fixtures that others need too are kept
    session.config.hook.pytest_sessionfinish(session=session, exitstatus=pytest.ExitCode.OK)


def _next(ahead: int) -> int | None:
    """The pipe gives every number to one process alone."""
    number = os.read(ahead, 2)
    return int.from_bytes(number, "big") if number else None


def _alone(session: pytest.Session, answer: Connection, folder: Path) -> None:
    """What the processes would share, and must not: what is caught of their words, the terminal, folders for files."""
    plugins = session.config.pluginmanager
    if session.config.option.capture == "fd":
        _catch_alone(plugins.getplugin("capturemanager"))
    plugins.unregister(plugins.getplugin("terminalreporter"))
    plugins.register(Reporter(session.config, answer))
    session.config.workerinput = {}  # type: ignore[attr-defined]  # as pytest's own plugins ask whether they are the only one
    os.environ["PYTEST_DEBUG_TEMPROOT"] = str(folder)


def _catch_alone(catching: Any) -> None:
    """Words go to a file of this process's own, behind the same objects: some packages keep those that they once saw."""
    catching.resume_global_capture()
    for stream in (sys.stdout, sys.stderr):
        with tempfile.TemporaryFile() as own:
            os.dup2(own.fileno(), stream.fileno())
    catching.suspend_global_capture()


class Reporter:
    """Hands on what came of each test."""

    def __init__(self, config: pytest.Config, answer: Connection) -> None:
        self.config, self.answer = config, answer

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.answer.send(self.config.hook.pytest_report_to_serializable(config=self.config, report=report))


def processes_of(config: pytest.Config) -> int:
    """How many run the tests; one where this is not asked for."""
    count: int = getattr(config.option, "processes", 1)
    return count
