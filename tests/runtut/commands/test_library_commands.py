"""`runtut library`: the operator publishes, sees who is behind, answers offers, and exchanges packages."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from alembic import command as alembic
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import select

from runtut.commands import migrate as migrating
from runtut.commands.library import ground, library
from runtut.commands.library import packages as package_commands
from runtut.database import db
from runtut.jobs import JobName, Outbox
from runtut.library import service
from runtut.library.packages import Keyring
from runtut.library.service import template_by_slug, versions_of
from runtut.tenancy.binding import bound
from tenants.sops import service as sops
from tenants.sops.editing import drafts
from tenants.sops.offering import service as offering
from tests.servers import Databases

COMMAND = (sys.executable, "-P", "-m", "runtut.commands", "library")
ADMIN = "admin@setda.13.01"


@pytest.fixture(autouse=True)
def here_too(context: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The commands stand in the app of the test, whose transaction is rolled back; keys live in a folder of their own."""
    monkeypatch.setattr(ground, "alone", lambda **_: context)
    monkeypatch.setattr(package_commands, "keyring", lambda: Keyring(tmp_path / "keys"))


def run(*words: object) -> Result:
    db.session.commit()
    return CliRunner().invoke(library, [str(word) for word in words])


def newer(tmp_path: Path) -> Path:
    content = json.loads(json.dumps(template_by_slug("dinas").content))
    content["records"].append("Buku kendali")
    file = tmp_path / "dinas.json"
    file.write_text(json.dumps(content))
    return file


@pytest.fixture
def offer(at: Callable[..., Any]) -> str:
    """The id of an offer of Diskopnaker."""
    version = sops.clone(at(ADMIN, "diskopnaker").opd.id, "dinas", "usul-uji", "SOP Uji")
    content = drafts.prepared(version.content)
    content["records"] = [*content["records"], "Buku kendali monev"]
    drafts.save(version, version.revision, content)
    found = offering.proposal_of(sops.sop_by_id(version.sop_id))
    row = offering.offer(found, "Pencatatan lebih lengkap", [change.key for change in found.merge.questions])
    told = str(row.id)
    db.session.commit()
    return told


def letters() -> list[str]:
    """Of the library to the pemda that is bound."""
    return list(db.session.scalars(select(Outbox.job).where(Outbox.job == JobName.TEMPLATE.value)))


def test_with_the_database_alone_a_template_is_published_and_whoever_is_behind_is_named(
    databases: Databases, pristine: str, tmp_path: Path, at: Callable[..., Any]
) -> None:
    """In processes of their own, as an operator runs them."""
    at(ADMIN)
    file = str(newer(tmp_path))
    with databases.copied(pristine, f"alone_{os.getpid()}") as addresses:
        told = [
            subprocess.run([*COMMAND, *words], env={**os.environ, **addresses}, capture_output=True, text=True)
            for words in (["publish", file, "--slug", "dinas", "--note", "Buku kendali"], ["behind", "dinas"], ["offers"])
        ]
    assert [one.returncode for one in told] == [0, 0, 0], [one.stderr for one in told]
    assert "Templat dinas versi 2 terbit" in told[0].stdout
    assert "63.11" in told[1].stdout
    assert "tertinggal" in told[1].stdout


def test_publishing_writes_to_every_pemda_once(tmp_path: Path, at: Callable[..., Any]) -> None:
    sops.clone(at(ADMIN, "diskopnaker").opd.id, "dinas", "salinan-uji", "Salinan Uji")
    file = newer(tmp_path)
    done = run("publish", file, "--slug", "dinas", "--note", "Buku kendali ditambah")
    assert "diberi tahu" in done.output
    assert "tidak ada yang diterbitkan" in run("publish", file, "--slug", "dinas").output
    for login in (ADMIN, "kadis@dishub.63.11"):
        at(login)
        assert letters() == [JobName.TEMPLATE.value]
    behind = run("behind", "dinas").output
    assert "Salinan Uji (versi 1)" in behind


def test_a_new_template_needs_its_kind_and_a_wrong_file_is_refused(tmp_path: Path) -> None:
    file = newer(tmp_path)
    assert "--kind" in run("publish", file, "--slug", "baru").output
    assert run("publish", file, "--slug", "baru", "--kind", "badan", "--urusan", "2.07").exit_code == 0
    file.write_text("bukan json")
    assert "bukan berkas JSON" in run("publish", file, "--slug", "dinas").output
    file.write_text('{"format": "lain"}')
    refused = run("publish", file, "--slug", "dinas")
    assert refused.exit_code == 1
    assert "belum benar" in refused.output
    assert "tidak ada di pustaka" in run("behind", "tidak-ada").output


def test_an_offer_is_shown_and_accepted(offer: str) -> None:
    shown = run("offers").output
    assert offer in shown
    assert "Pencatatan dan pendataan ditambahkan" in shown
    done = run("accept", offer)
    assert done.exit_code == 0
    assert "terbit" in done.output
    assert run("accept", offer).output == done.output
    assert len(versions_of("dinas")) == 2
    assert "0 usulan" in run("offers").output
    assert "sudah dijawab" in run("decline", offer, "--reason", "Terlambat").output


def test_what_comes_with_the_product_stands_on_the_shelf_once(monkeypatch: pytest.MonkeyPatch, context: Flask) -> None:
    """`runtut migrate` sees to it, on every installation; what was there is left alone."""
    content = {**template_by_slug("dinas").content, "related": ["SOP Lain"]}
    monkeypatch.setattr(service, "SHIPPED", ("bawaan",))
    monkeypatch.setattr(service, "KIND", {"bawaan": "dinas"})
    monkeypatch.setattr(service, "METHODS", ("metode-bawaan",))
    method = {"title": "Metode", "source": "Permendagri 86/2017"}
    monkeypatch.setattr(service, "_content", lambda name: method if name.startswith("methods/") else content)
    monkeypatch.setattr(alembic, "upgrade", lambda *_: None)
    monkeypatch.setattr(migrating, "lay_key", lambda *_: None)
    assert context
    db.session.commit()
    first = CliRunner().invoke(migrating.migrate, [])
    assert (first.exit_code, "2 templat atau metode" in first.output) == (0, True)
    assert [one.version for one in versions_of("bawaan")] == [1]
    assert service.newest_method("metode-bawaan") is not None
    assert "sudah lengkap" in run("publish-shipped").output
    content = {**content, "related": ["SOP Lain", "SOP Baru"]}
    assert "1 templat" in run("publish-shipped").output
    assert [one.version for one in versions_of("bawaan")] == [2, 1]


def test_an_accepted_improvement_is_not_undone_by_what_comes_with_the_product(offer: str) -> None:
    assert run("accept", offer).exit_code == 0
    assert "sudah lengkap" in run("publish-shipped").output
    assert "Buku kendali monev" in template_by_slug("dinas").content["records"]


def test_an_offer_is_declined_with_a_reason(offer: str) -> None:
    assert run("decline", offer, "--reason", "Terlalu khusus").exit_code == 0
    assert "tidak ada" in run("decline", "00000000-0000-0000-0000-000000000000", "--reason", "x").output


def test_a_package_goes_out_and_comes_in(tmp_path: Path) -> None:
    file = tmp_path / "pustaka.zip"
    assert run("export", file, "dinas").exit_code == 0
    assert "0 versi baru, 1 sudah ada" in run("import", file).output
    own = run("key").output.splitlines()[0]
    assert "dipercaya" in run("trust", own, "Kita").output
    assert "tidak terbaca" in run("trust", "xyz", "Siapa").output
    file.write_bytes(file.read_bytes()[:-40])
    refused = run("import", file)
    assert refused.exit_code == 1
    assert "rusak" in refused.output


def test_a_foreign_package_tells_whom_it_leaves_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, other = tmp_path / "lain.zip", Keyring(tmp_path / "other")
    assert run("publish", newer(tmp_path), "--slug", "arsip", "--kind", "badan").exit_code == 0
    with monkeypatch.context() as patch:
        patch.setattr(package_commands, "keyring", lambda: other)
        run("export", file, "arsip")
    assert "belum dipercaya" in run("import", file).output
    assert "trust" in run("--help").output
    assert bound() is not None
