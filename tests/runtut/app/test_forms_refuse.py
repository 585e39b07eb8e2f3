"""Every form of every page, filled in with nonsense, is answered with a page: never with a fault of ours."""

import contextlib
import random
import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from runtut.app import shell
from runtut.database import db

EACH, SEED = 3, 20250414
PEOPLE = ("admin@setda.13.01", "sekretaris@diskopnaker.13.01", "kasubag.program@diskopnaker.13.01", "kadis@diskopnaker.13.01")
JUNK = (
    "", " ", "x", "a" * 5_000, "\u202e\u2066", "<script>alert(1)</script>", "=1+1", "-1",
    "0", "1", "999999999999999999999", "1e309", "NaN",
    "1.234,56", "٣", "2025-02-30",
    "0001-01-01", "9999-12-31", "25:61", "00000000-0000-7000-8000-000000000000", "on", "🛶", "a\r\nb: c",
)  # fmt: skip
STRAY = (
    "rows.0.value",
    "rows.-1.value",
    "rows.999999999.value",
    "a.b.c.d.e.f.g",
    "..",
    "",
    ".",
    "rows",
    "rows.0",
    "pemda_id",
    "é",
)
FIELD = re.compile(r'<(?:input|select|textarea)[^>]*\bname="([^"]+)"')


@contextlib.contextmanager
def nothing_kept() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shell, "_keep_answer", lambda _: db.session.rollback())
        yield


def token_in(page: str) -> str:
    found = re.search(r'name="csrf-token" content="(\w+)"', page)
    assert found is not None
    return found[1]


def nonsense(chance: random.Random, names: list[str], token: str) -> MultiDict[str, str]:
    """Some fields of the page and some that it does not have, with values that do not fit; one name may come twice."""
    pairs = [(name, chance.choice(JUNK)) for name in names if chance.random() < 0.8]
    pairs += [(chance.choice(STRAY), chance.choice(JUNK)) for _ in range(chance.randrange(4))]
    pairs += [(chance.choice(names), chance.choice(JUNK))] if names else []
    return MultiDict([*(pair for pair in pairs if pair[0] != "csrf_token"), ("csrf_token", token)])


@pytest.mark.parametrize("login", PEOPLE)
def test_no_form_can_be_filled_in_so_that_the_product_breaks(lived_in: Any, login: str) -> None:
    chance, client, seen = random.Random(SEED), lived_in.browser(login), Counter[int]()
    token = token_in(client.get("/13.01/tugas").text)
    for way in lived_in.ways("POST", period="2025-TW2", no=3):
        if way.is_api or way.url in ("/masuk", "/keluar", "/kata-sandi"):
            continue
        page = client.get(way.url)
        names = [unescape(name) for name in FIELD.findall(page.text)] if page.status_code == 200 else []
        for _ in range(EACH):
            with nothing_kept():
                answer = client.post(way.url, data=nonsense(chance, names, token))
            seen[answer.status_code] += 1
            assert answer.status_code < 500, (str(way), answer.text[-500:])
            assert answer.status_code == 303 or answer.mimetype == "text/html", str(way)
            assert "<script>alert(1)</script>" not in answer.text, str(way)
            if answer.status_code == 403:
                break  # whoever may not is not asked what he wrote
    assert seen[422] + seen[403] > 30, seen
