"""The key with which this installation signs its packages, and the publishers whose packages it believes."""

import json
from base64 import b64decode, b64encode
from binascii import Error
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from runtut.config import settings
from runtut.errors import Invalid
from runtut.servers.files import write_private

OWN, TRUSTED = "library-key.pem", "library-trusted.json"


@dataclass(frozen=True)
class Keyring:
    """Both live in the home folder: the own key (never shown), and public keys of publishers by their text."""

    folder: Path

    def own(self) -> Ed25519PrivateKey:
        """Made at the first use."""
        file = self.folder / OWN
        if not file.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            fresh = Ed25519PrivateKey.generate()
            write_private(file, fresh.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode())
        key = load_pem_private_key(file.read_bytes(), None)
        if not isinstance(key, Ed25519PrivateKey):
            raise Invalid(f"Kunci di {file} bukan kunci Ed25519; pulihkan dari cadangan.")
        return key

    def public(self) -> str:
        return text_of(self.own().public_key())

    def trusted(self) -> dict[str, str]:
        """Name of the publisher by key; the own key is among them."""
        file = self.folder / TRUSTED
        known: dict[str, str] = json.loads(file.read_text()) if file.exists() else {}
        return {self.public(): "instalasi ini", **known}

    def trust(self, key: str, name: str) -> str:
        """Believe a publisher from now on; answers the fingerprint to compare by telephone."""
        key_of(key)
        known = {**self.trusted(), key: name}
        known.pop(self.public(), None)
        write_private(self.folder / TRUSTED, json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True))
        return fingerprint(key)


def keyring() -> Keyring:
    return Keyring(settings().home)


def text_of(key: Ed25519PublicKey) -> str:
    return b64encode(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()


def key_of(text: str) -> Ed25519PublicKey:
    try:
        return Ed25519PublicKey.from_public_bytes(b64decode(text, validate=True))
    except (ValueError, Error) as wrong:
        raise Invalid("Kunci penerbit tidak terbaca; salin seluruhnya, 44 huruf.") from wrong


def fingerprint(key: str) -> str:
    """Eight groups that two people can read to one another."""
    digits = sha256(key.encode()).hexdigest()[:32]
    return " ".join(digits[place : place + 4] for place in range(0, 32, 4))


def signed_by(key: str, signature: str, content: bytes) -> bool:
    try:
        key_of(key).verify(b64decode(signature, validate=True), content)
    except (InvalidSignature, ValueError, Error):
        return False
    return True
