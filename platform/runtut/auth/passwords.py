"""Passwords: what is accepted (NIST SP 800-63B-4 §3.1.1) and how they are kept (argon2id)."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from runtut.errors import Invalid, Unavailable

SHORTEST, LONGEST = 15, 128
LEFT, LETTERS = 8, 5
"""Characters that must remain when known words are taken out, and different characters at least."""
COMMON_WORDS = (
    "password", "passw0rd", "katasandi", "kata sandi", "sandi", "indonesia", "12345678", "87654321", "qwerty", "qwertyuiop",
    "asdfghjkl", "abcdefgh", "runtut", "admin", "rahasia", "bismillah", "merdeka", "kadis", "kabid", "kabupaten", "provinsi",
)  # fmt: skip
# Checked when the account does not exist, so that an answer takes as long as for one that does.
DECOY = "$argon2id$v=19$m=65536,t=3,p=4$Tb+Ht7LQODeQh6i8+n5s5g$Tes80vo8gvECdJDtDImY25GsaduqCH9fVfQdHGzSpzc"
AT_ONCE, PATIENCE = 2, 10.0
"""Each check takes 64 MiB and a core: how many a process does at once, and for how many seconds the others wait."""

_turns = BoundedSemaphore(AT_ONCE)


@cache
def hasher() -> PasswordHasher:
    """argon2id with 64 MiB, 3 rounds, 4 lanes: the library's RFC 9106 low-memory profile."""
    return PasswordHasher()


@contextmanager
def turn() -> Iterator[None]:
    """Wait for one's turn to check a password; Unavailable when too many others wait too."""
    if not _turns.acquire(timeout=PATIENCE):
        raise Unavailable("Terlalu banyak orang sedang masuk; cobalah beberapa saat lagi.")
    try:
        yield
    finally:
        _turns.release()


def normal(password: str) -> str:
    return unicodedata.normalize("NFC", password)


def hashed(password: str, words: Collection[str] = ()) -> str:
    """The hash of an acceptable password; raises Invalid with the reason otherwise. `words`: what others know of its owner."""
    password = normal(password)
    if not SHORTEST <= len(password) <= LONGEST:
        raise Invalid(f"Kata sandi harus {SHORTEST} sampai {LONGEST} huruf; kalimat pendek yang mudah diingat paling baik.")
    if is_guessable(password, words):
        raise Invalid(
            "Kata sandi terlalu mudah ditebak; pakailah beberapa kata yang tidak berhubungan dengan nama, jabatan, atau kantor."
        )
    return hasher().hash(password)


def is_guessable(password: str, words: Collection[str] = ()) -> bool:
    """Little is left of it without known words, or it is one piece over and over."""
    plain = password.casefold()
    known = {*COMMON_WORDS, *(normal(word).casefold() for word in words)}
    left = plain
    for word in sorted(known, key=len, reverse=True):
        left = left.replace(word, "")
    repeats = plain in (plain + plain)[1:-1]
    return (left != plain and len(left) < LEFT) or len(set(plain)) < LETTERS or repeats


def words_of(*texts: str) -> set[str]:
    """The words of a sign-in or a name that a password must not rest on: `kadis@diskopnaker.13.01` has two."""
    return {word for text in texts for word in re.findall(r"[^\W_]{4,}", normal(text).casefold())}


def matches(password_hash: str, password: str) -> bool:
    try:
        return hasher().verify(password_hash, normal(password))
    except (VerificationError, InvalidHashError):
        return False
