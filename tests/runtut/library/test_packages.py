"""Templates in signed packages: whole and believed they come in once, anything else is refused and changes nothing."""

import io
import json
import zipfile
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from runtut.errors import Invalid
from runtut.library import exchanging, service
from runtut.library.packages import Item, Keyring, packed, unpacked
from runtut.library.packages.keys import fingerprint
from runtut.procedures import canonical, sha256
from runtut.tenancy import Pass, enter


@pytest.fixture
def ours(tmp_path: Path) -> Keyring:
    return Keyring(tmp_path / "ours")


@pytest.fixture
def other(tmp_path: Path) -> Keyring:
    return Keyring(tmp_path / "other")


@pytest.fixture
def operator(context: Flask) -> None:
    assert context
    enter(Pass(operator=True))


def item(**changes: Any) -> Item:
    content = {
        "format": "runtut.sop/1", "kind": "sop_ap", "identity": {"title": "Pengelolaan Arsip"}, "actors": ["Arsiparis"],
        "steps": [{"id": "a-1", "no": 1, "text": "Memilah arsip", "actors": ["Arsiparis"]}],
    }  # fmt: skip
    values = {
        "slug": "arsip", "version": 3, "title": "Pengelolaan Arsip", "kind": "badan", "urusan": ("2.18",), "note": None,
        "sha256": sha256(content), "content": content, **changes,
    }  # fmt: skip
    return Item(**values)


def repacked(data: bytes, change: Callable[[dict[str, bytes]], object]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_a_package_is_read_by_whoever_believes_its_publisher(ours: Keyring, other: Keyring) -> None:
    data = packed([item()], other)
    with pytest.raises(Invalid, match=f"belum dipercaya .sidik kunci {fingerprint(other.public())}"):
        unpacked(data, ours)
    assert ours.trust(other.public(), "Provinsi Contoh") == fingerprint(other.public())
    package = unpacked(data, ours)
    assert (package.publisher, package.items) == ("Provinsi Contoh", (item(),))
    assert unpacked(packed([item()], ours), ours).publisher == "instalasi ini"


def test_the_same_templates_give_the_same_bytes(ours: Keyring) -> None:
    assert packed([item()], ours) == packed([item()], ours)


def test_the_own_key_is_closed_to_others(ours: Keyring) -> None:
    ours.own()
    assert (ours.folder / "library-key.pem").stat().st_mode & 0o777 == 0o600
    assert Keyring(ours.folder).public() == ours.public()


@pytest.mark.parametrize("key", ["", "abc", b64encode(b"x" * 31).decode(), "bukan kunci!"])
def test_what_is_no_key_cannot_be_trusted(ours: Keyring, key: str) -> None:
    with pytest.raises(Invalid, match="tidak terbaca"):
        ours.trust(key, "Siapa")


def other_content(files: dict[str, bytes]) -> None:
    content = json.loads(files["templates/arsip-3.json"])
    content["steps"][0]["text"] = "Memusnahkan arsip"
    files["templates/arsip-3.json"] = canonical(content)


def other_manifest(files: dict[str, bytes]) -> None:
    files["manifest.json"] = files["manifest.json"].replace(b'"version":3', b'"version":9')


def other_signature(files: dict[str, bytes]) -> None:
    files["signature.json"] = canonical({**json.loads(files["signature.json"]), "signature": b64encode(b"0" * 64).decode()})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (other_content, "tidak cocok dengan sidiknya"),
        (other_manifest, "Tanda tangan paket tidak cocok"),
        (other_signature, "Tanda tangan paket tidak cocok"),
        (lambda files: files.pop("templates/arsip-3.json"), "tidak utuh"),
        (lambda files: files.pop("signature.json"), "tidak utuh"),
        (lambda files: files.pop("manifest.json"), "Tanda tangan"),
        (lambda files: files.update({"signature.json": b"[]"}), "tidak utuh"),
        (lambda files: files.update({"signature.json": b"{"}), "tidak utuh"),
    ],
)
def test_whatever_was_changed_is_refused(ours: Keyring, change: Callable[[dict[str, bytes]], object], said: str) -> None:
    with pytest.raises(Invalid, match=said):
        unpacked(repacked(packed([item()], ours), change), ours)


@pytest.mark.parametrize(
    "wrong",
    [
        {"slug": "../arsip"}, {"kind": "desa"}, {"version": 0}, {"version": True}, {"urusan": (1,)}, {"note": 7},
        {"sha256": "kosong"}, {"title": None},
    ],
)  # fmt: skip
def test_a_signed_list_with_nonsense_in_it_is_refused(ours: Keyring, wrong: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        unpacked(packed([item(**wrong)], ours), ours)


def test_a_signed_template_that_is_no_sop_is_refused(ours: Keyring) -> None:
    content = {"format": "runtut.sop/1", "steps": [{"next": "tidak-ada"}]}
    with pytest.raises(Invalid, match="bukan SOP yang sah"):
        unpacked(packed([item(content=content, sha256=sha256(content))], ours), ours)


@pytest.mark.parametrize("data", [b"", b"PK", b"bukan zip", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_package_is_refused(ours: Keyring, data: bytes) -> None:
    with pytest.raises(Invalid):
        unpacked(data, ours)


def test_a_package_beyond_measure_is_refused_before_it_is_unpacked(ours: Keyring) -> None:
    bomb = repacked(packed([item()], ours), lambda files: files.update({"besar": b"0" * 3_000_000}))
    with pytest.raises(Invalid, match="terlalu besar"):
        unpacked(bomb, ours)
    crowd = repacked(packed([item()], ours), lambda files: files.update({f"n{no}": b"" for no in range(2_001)}))
    with pytest.raises(Invalid, match="terlalu besar"):
        unpacked(crowd, ours)


def test_a_package_comes_in_once(operator: None, ours: Keyring, other: Keyring) -> None:
    assert operator is None
    ours.trust(other.public(), "Provinsi Contoh")
    data = packed([item()], other)
    first = exchanging.import_(data, ours)
    assert [(one.slug, one.version, one.publisher, one.urusan) for one in first.new] == [
        ("arsip", 1, "Provinsi Contoh", ["2.18"])
    ]
    again = exchanging.import_(data, ours)
    assert (again.new, again.known) == ((), 1)
    assert len(service.versions_of("arsip")) == 1


def test_what_is_exported_here_is_known_here(operator: None, ours: Keyring) -> None:
    assert operator is None
    data = exchanging.export((), ours, every=True)
    done = exchanging.import_(data, ours)
    assert done.new == ()
    assert done.known >= 4
    assert len(unpacked(exchanging.export(("dinas",), ours), ours).items) == 1


def test_a_package_that_fails_leaves_the_library_as_it_was(operator: None, ours: Keyring) -> None:
    assert operator is None
    before = {template.id for template in service.templates()}
    broken = {"format": "runtut.sop/1", "steps": [{"next": "tidak-ada"}]}
    data = packed([item(), item(slug="rusak", content=broken, sha256=sha256(broken))], ours)
    with pytest.raises(Invalid):
        exchanging.import_(data, ours)
    assert {template.id for template in service.templates()} == before
