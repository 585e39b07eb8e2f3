"""Appointments that any calendar program takes (RFC 5545)."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenants.reports import meeting_calendar, visit_calendar
from tenants.reports.calendar_file import escape, fold
from tenants.reports.shapes import Meeting, Stamp, VisitSchedule

Papers = dict[str, tuple[Any, Stamp]]


@pytest.fixture
def schedule(papers: Papers) -> VisitSchedule:
    given: VisitSchedule = papers["visit_schedule"][0]
    return given


@pytest.fixture
def meeting(papers: Papers) -> Meeting:
    given: Meeting = papers["invitation"][0]
    return given


def lines(file: bytes) -> list[str]:
    """Unfolded as the standard says."""
    return file.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def values(file: bytes, name: str) -> list[str]:
    return [line.split(":", 1)[1] for line in lines(file) if line.split(":", 1)[0] == name]


def test_every_visit_is_an_appointment_in_universal_time(schedule: VisitSchedule) -> None:
    file = visit_calendar(schedule, "cycle:1")
    assert lines(file)[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert values(file, "DTSTART") == ["20250408T020000Z", "20250409T060000Z"]
    assert values(file, "DTEND") == ["20250408T050000Z", "20250409T083000Z"]
    assert values(file, "SUMMARY") == [
        "Monev Triwulan I 2025: Bidang Koperasi dan UKM",
        "Monev Triwulan I 2025: Bidang Tenaga Kerja",
    ]
    assert (
        values(file, "DESCRIPTION")[0]
        == "Petugas: Andi Umpama\\, S.E. dan Sari Tamsil\\, S.Kom.\\nPemeriksaan bukti pembinaan UKM"
    )


def test_a_unit_gets_only_its_own_visits(schedule: VisitSchedule) -> None:
    assert values(visit_calendar(schedule, "cycle:1", "Bidang Tenaga Kerja"), "LOCATION") == ["Balai Latihan Kerja"]
    assert values(visit_calendar(schedule, "cycle:1", "Bidang Lain"), "UID") == []


def test_a_moved_appointment_keeps_its_identity_and_counts_up(meeting: Meeting) -> None:
    first = meeting_calendar(meeting, "cycle:1")
    moved = meeting_calendar(replace(meeting, place="Aula"), "cycle:1", sequence=1)
    other = meeting_calendar(meeting, "cycle:2")
    assert values(first, "UID") == values(moved, "UID") != values(other, "UID")
    assert (values(first, "SEQUENCE"), values(moved, "SEQUENCE")) == (["0"], ["1"])


def test_a_meeting_without_an_end_has_none(meeting: Meeting) -> None:
    assert values(meeting_calendar(replace(meeting, end=None), "cycle:1"), "DTEND") == []


def test_the_same_meeting_gives_the_same_bytes_with_the_lines_of_the_standard(meeting: Meeting) -> None:
    file = meeting_calendar(meeting, "cycle:1")
    assert file == meeting_calendar(meeting, "cycle:1")
    assert file.count(b"\n") == file.count(b"\r\n")
    for needed in (b"UID:", b"DTSTAMP:20250410T000000Z", b"METHOD:PUBLISH", b"BEGIN:VALARM", b"TRIGGER:-P1D"):
        assert needed in file


@given(st.text(max_size=300))
def test_no_line_grows_over_75_octets_and_unfolding_gives_it_back(text: str) -> None:
    line = "SUMMARY:" + escape(text)
    folded = fold(line)
    assert max(len(part) for part in folded.removesuffix(b"\r\n").split(b"\r\n")) <= 75
    assert lines(folded) == [line.encode("utf-8", "replace").decode()]


@given(st.text(alphabet="a\\;,\nN\r\x00", max_size=40))
def test_what_was_escaped_can_be_read_back_and_ends_no_line(text: str) -> None:
    escaped = escape(text)
    assert not set(escaped) & {"\n", "\r", "\x00"}
    read = escaped.replace("\\\\", "\x01").replace("\\n", "\n").replace("\\;", ";").replace("\\,", ",").replace("\x01", "\\")
    assert read == text.replace("\r", "").replace("\x00", "")


def test_a_text_cannot_smuggle_in_an_appointment(meeting: Meeting) -> None:
    file = meeting_calendar(replace(meeting, about="Rapat\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:palsu"), "cycle:1")
    assert lines(file).count("BEGIN:VEVENT") == 1
    assert len(values(file, "UID")) == 1
