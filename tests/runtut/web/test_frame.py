"""The frame shows who works where, and nothing that the person may not use."""

import re
from dataclasses import replace

import pytest
from flask import Flask, flash, render_template_string
from flask.testing import FlaskClient

from runtut.web import Account, Frame, Place
from runtut.web.gallery import SAMPLE

PAGE = "{% extends 'web/base.html' %}{% block title %}Contoh{% endblock %}{% block content %}<h1>Contoh</h1>{% endblock %}"
BARE = Frame(Account("Siti Aminah", "Staf", "/keluar"))


def shown(face: Flask, frame: Frame, page: str = PAGE, language: str = "id") -> str:
    with face.test_request_context("/13.01/diskopnaker", headers={"Cookie": f"__Host-bahasa={language}"}):
        return re.sub(r">\s+<", "><", render_template_string(page, frame=frame))


def test_a_person_with_nothing_but_an_account_sees_only_that(face: Flask) -> None:
    page = shown(face, BARE)
    assert "Siti Aminah" in page
    assert all(part not in page for part in ('class="rail"', 'role="search"', 'class="count"', 'class="place'))


def test_the_rail_marks_where_one_is_and_counts_what_waits(face: Flask) -> None:
    page = shown(face, SAMPLE)
    assert re.search(r'aria-current="page">.{0,400}?Tugas saya', page)
    assert "4 tugas menunggu Anda" in page
    assert "4 tasks are waiting for you" in shown(face, SAMPLE, language="en")


def test_one_opd_is_a_name_and_several_are_a_choice(face: Flask) -> None:
    alone = replace(SAMPLE, places=SAMPLE.places[:1])
    assert "Ganti perangkat daerah" in shown(face, SAMPLE)
    assert "Ganti perangkat daerah" not in shown(face, alone)
    assert "Diskopnaker" in shown(face, alone)


def test_signing_out_is_a_form_with_the_csrf_token(face: Flask) -> None:
    form = re.search(r'<form method="post" action="/keluar">(.*?)</form>', shown(face, BARE))
    assert form is not None
    assert "token-of-this-session" in form[1]


def test_a_pemda_may_bring_its_own_accent_and_logo(face: Flask) -> None:
    page = shown(face, replace(SAMPLE, theme_url="/tema/13.01.css", logo_url="/logo/13.01.png"))
    assert 'href="/tema/13.01.css"' in page
    assert 'src="/logo/13.01.png"' in page


def test_the_right_column_is_there_only_when_a_page_fills_it(face: Flask) -> None:
    assert "column-aside" not in shown(face, SAMPLE)
    assert "column-aside" in shown(face, SAMPLE, PAGE + "{% block aside %}Daftar periksa{% endblock %}")


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Dra. Ratna Wulandari, M.Si.", "RW"),
        ("H. Yusuf", "Y"),
        ("Siti", "S"),
        ("Dr. Ir. Budi Hartono Putra, M.T.", "BH"),
        ("", "?"),
    ],
)
def test_initials_leave_titles_out(name: str, initials: str) -> None:
    assert Account(name, "", "").initials == initials


def test_messages_of_the_last_request_stand_above_the_page(face: Flask) -> None:
    with face.test_request_context("/"):
        flash("Laporan terkirim.", "done")
        page = render_template_string(PAGE, frame=BARE)
    assert "toast--done" in page
    assert "Laporan terkirim." in page


def test_what_people_typed_is_shown_as_text(face: Flask) -> None:
    page = shown(face, replace(BARE, opd="<b>x</b>", pemda="p", places=(Place("<i>", "#"), Place("y", "#"))))
    assert "<b>x</b>" not in page
    assert "&lt;i&gt;" in page


@pytest.mark.parametrize("status", [401, 403, 404, 409, 413, 422, 429, 500, 503])
def test_every_refusal_says_what_happened_and_offers_a_way_on(reader: FlaskClient, status: int) -> None:
    answer = reader.get(f"/problem/{status}", headers={"Referer": "http://localhost/13.01/diskopnaker?x=1"})
    assert answer.status_code == status
    assert "Satu kalimat yang menolong." in answer.text
    assert "Nilai belum diisi." in answer.text
    assert 'href="/13.01/diskopnaker?x=1"' in answer.text
    assert answer.text.count("<p>") >= 1


def test_the_way_back_is_offered_only_within_this_site(reader: FlaskClient) -> None:
    assert "evil.example" not in reader.get("/problem/404", headers={"Referer": "https://evil.example/a"}).text


def test_an_asset_of_an_older_release_is_not_found(face: Flask, reader: FlaskClient) -> None:
    from runtut.errors import NotFound

    face.testing = True
    with pytest.raises(NotFound):
        reader.get("/aset/runtut.000000000000.css")
    face.testing = False
