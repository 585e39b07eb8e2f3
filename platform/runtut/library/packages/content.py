"""A package: a zip with the templates as canonical JSON, a manifest with their SHA-256, and the signature of the manifest."""

import io
import json
import re
import zipfile
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from hashlib import sha256
from typing import Any

from runtut.errors import Invalid
from runtut.library.packages.keys import Keyring, fingerprint, signed_by
from runtut.procedures import SopError, canonical, from_json
from runtut.procedures.filling import KINDS

FORMAT = "runtut.templates/1"
MANIFEST, SIGNATURE = "manifest.json", "signature.json"
MOST_FILES, LARGEST_FILE, LARGEST = 2_000, 2_000_000, 64_000_000
STILL = (1980, 1, 1, 0, 0, 0)  # the same templates give the same bytes, whenever they are packed
SLUG, DIGEST = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?"), re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Item:
    """A version of a template in a package; `version` is its number at the publisher."""

    slug: str
    version: int
    title: str
    kind: str
    urusan: tuple[str, ...]
    note: str | None
    sha256: str
    content: dict[str, Any]

    @property
    def file(self) -> str:
        return f"templates/{self.slug}-{self.version}.json"

    def line(self) -> dict[str, Any]:
        said = asdict(self)
        del said["content"]
        return {**said, "urusan": list(self.urusan)}


@dataclass(frozen=True)
class Package:
    publisher: str
    items: tuple[Item, ...]


def packed(items: Sequence[Item], ring: Keyring) -> bytes:
    """Signed with the key of this installation."""
    manifest = canonical({"format": FORMAT, "templates": [item.line() for item in items]})
    signature = {"key": ring.public(), "signature": b64encode(ring.own().sign(manifest)).decode()}
    files = {MANIFEST: manifest, SIGNATURE: canonical(signature), **{item.file: canonical(item.content) for item in items}}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, STILL), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def unpacked(data: bytes, ring: Keyring) -> Package:
    """The package if it is whole and signed by somebody trusted; Invalid says in one sentence why not."""
    files = _files(data)
    publisher = _publisher(files, ring)
    manifest = _json(files, MANIFEST)
    if manifest.get("format") != FORMAT or not isinstance(manifest.get("templates"), list):
        raise Invalid(f"Isi paket bukan {FORMAT}; mintalah paket dari versi Runtut yang sama.")
    return Package(publisher, tuple(_item(line, files) for line in manifest["templates"]))


def _files(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            listed = archive.infolist()
            if len(listed) > MOST_FILES or sum(one.file_size for one in listed) > LARGEST:
                raise Invalid("Paket ini terlalu besar; mintalah paket yang lebih kecil kepada penerbitnya.")
            return {one.filename: _read(archive, one) for one in listed}
    except (zipfile.BadZipFile, EOFError, RuntimeError, NotImplementedError, OSError, ValueError) as wrong:
        raise Invalid("Berkas ini bukan paket templat, atau rusak; unduh lagi dari penerbitnya.") from wrong


def _read(archive: zipfile.ZipFile, listed: zipfile.ZipInfo) -> bytes:
    """No more than the limit, whatever its heading says."""
    with archive.open(listed) as file:
        content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise Invalid(f"Berkas {listed.filename[:80]} dalam paket terlalu besar; mintalah paket yang benar.")
    return content


def _json(files: dict[str, bytes], name: str) -> dict[str, Any]:
    try:
        found = json.loads(files[name])
    except (KeyError, ValueError, RecursionError) as wrong:
        raise Invalid(f"Berkas {name[:80]} tidak ada dalam paket atau tidak terbaca; paket ini tidak utuh.") from wrong
    if not isinstance(found, dict):
        raise Invalid(f"Berkas {name[:80]} dalam paket tidak terbaca; paket ini tidak utuh.")
    return found


def _publisher(files: dict[str, bytes], ring: Keyring) -> str:
    said = _json(files, SIGNATURE)
    key, signature = str(said.get("key", "")), str(said.get("signature", ""))
    if MANIFEST not in files or not signed_by(key, signature, files[MANIFEST]):
        raise Invalid("Tanda tangan paket tidak cocok dengan isinya; paket ini berubah sejak ditandatangani, jadi ditolak.")
    trusted = ring.trusted()
    if key not in trusted:
        raise Invalid(
            f"Penerbit paket ini belum dipercaya (sidik kunci {fingerprint(key)}). Cocokkan sidiknya dengan penerbit, "
            f"lalu jalankan: runtut library trust {key} NAMA"
        )
    return trusted[key]


def _item(line: Any, files: dict[str, bytes]) -> Item:
    names = {one.name for one in fields(Item)} - {"content"}
    if not isinstance(line, dict) or set(line) != names or not _plausible(line):
        raise Invalid("Daftar isi paket tidak terbaca; mintalah paket yang baru kepada penerbitnya.")
    name = f"templates/{line['slug']}-{line['version']}.json"
    content = _json(files, name)
    if sha256(canonical(content)).hexdigest() != line["sha256"]:
        raise Invalid(f"Isi {name} tidak cocok dengan sidiknya; paket ini tidak utuh, jadi tidak ada yang diambil.")
    try:
        from_json(content)
    except SopError as wrong:
        raise Invalid(f"Templat {line['slug']} dalam paket bukan SOP yang sah: {wrong}") from wrong
    return Item(**{**line, "urusan": tuple(line["urusan"])}, content=content)


def _plausible(line: dict[str, Any]) -> bool:
    texts = all(isinstance(line[key], str) for key in ("slug", "title", "kind", "sha256"))
    return (
        texts and SLUG.fullmatch(line["slug"]) is not None and DIGEST.fullmatch(line["sha256"]) is not None
        and line["kind"] in KINDS and type(line["version"]) is int and line["version"] > 0
        and isinstance(line["urusan"], list) and all(isinstance(code, str) for code in line["urusan"])
        and (line["note"] is None or isinstance(line["note"], str))
    )  # fmt: skip
