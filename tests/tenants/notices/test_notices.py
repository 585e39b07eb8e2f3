"""Messages: told once, read by whom they are for, seen by nobody else."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from runtut.database import db
from runtut.errors import NotFound
from runtut.events import Event
from runtut.permissions import Here
from tenants.notices import service
from tenants.notices.service import Message

KADIS = "kadis@diskopnaker.13.01"
SAID = Message(
    "turn", "Langkah 9, “Membahas draf”, dibuka dan Anda pimpin.", "/13.01/diskopnaker/siklus/monev/2025-TW1/langkah/9"
)


@pytest.fixture
def kadis(context: Flask, at: Callable[..., Here]) -> Here:
    del context
    return at(KADIS)


def tell(place: Here, dedup: str = "turn:1", message: Message = SAID) -> bool:
    told = service.notify(place.standing.official_id, place.opd.id, message, dedup)
    db.session.flush()
    return told


def mine(place: Here) -> Any:
    return place.standing.official_id


def test_the_same_thing_is_told_once(kadis: Here) -> None:
    assert [tell(kadis), tell(kadis)] == [True, False]
    assert len(service.notices_of(mine(kadis))) == service.unread_count(mine(kadis)) == 1


def test_what_was_read_comes_after_what_was_not(kadis: Here) -> None:
    tell(kadis, "turn:1")
    first = service.notices_of(mine(kadis))[0]
    tell(kadis, "turn:2")
    assert service.mark_read(mine(kadis), first.id) == 1
    assert [notice.dedup for notice in service.notices_of(mine(kadis))] == ["turn:2", "turn:1"]
    assert service.mark_read(mine(kadis)) == 1
    assert (service.mark_read(mine(kadis)), service.unread_count(mine(kadis))) == (0, 0)


def test_reading_leaves_one_event_and_reading_nothing_none(kadis: Here) -> None:
    tell(kadis)
    for _ in range(3):
        service.mark_read(mine(kadis))
    read = (
        select(func.count()).select_from(Event).where(Event.kind == "notice.read", Event.subject == f"official:{mine(kadis)}")
    )
    assert db.session.scalar(read) == 1


def test_nobody_marks_the_messages_of_somebody_else(kadis: Here, at: Callable[..., Here]) -> None:
    tell(kadis)
    notice = service.notices_of(mine(kadis))[0]
    sekretaris = at("sekretaris@diskopnaker.13.01")
    assert service.notices_of(mine(sekretaris)) == []
    with pytest.raises(NotFound):
        service.mark_read(mine(sekretaris), notice.id)


@pytest.fixture
def client(kadis: Here, person: Callable[[str], Any]) -> Any:
    tell(kadis)
    db.session.commit()
    return person(KADIS)


def test_the_api_lists_and_marks(client: Any) -> None:
    (notice,) = client.get("/api/v1/pemda/13.01/notices").json
    assert (notice["kind"], notice["path"], notice["read_at"]) == ("turn", SAID.path, None)
    assert client.put("/api/v1/pemda/13.01/notices/read", json={"notice": notice["id"]}).json == {"count": 1}
    assert client.put("/api/v1/pemda/13.01/notices/read", json={}).json == {"count": 0}
    assert client.get("/api/v1/pemda/13.01/notices").json[0]["read_at"]


def test_the_page_says_what_to_do_and_marks_it_read(client: Any) -> None:
    page = client.get("/13.01/pesan").text
    assert "Belum dibaca" in page
    assert SAID.text in page
    assert f'href="{SAID.path}"' in page
    assert client.post("/13.01/pesan/dibaca").status_code == 303
    assert "Belum dibaca" not in client.get("/13.01/pesan").text


def test_a_message_of_another_is_not_found(client: Any, person: Callable[[str], Any]) -> None:
    (notice,) = client.get("/api/v1/pemda/13.01/notices").json
    other = person("sekretaris@diskopnaker.13.01")
    assert other.post(f"/13.01/pesan/{notice['id']}/dibaca").status_code == 404
    assert "Belum ada pesan" in other.get("/13.01/pesan").text
