"""Passwords: what is accepted (NIST SP 800-63B-4 §3.1.1) and how they are kept (argon2id)."""

import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from runtut.errors import Invalid

SHORTEST, LONGEST = 15, 128
COMMON_WORDS = ("password", "katasandi", "kata sandi", "indonesia", "12345678", "qwerty", "runtut")


@cache
def hasher() -> PasswordHasher:
    """argon2id with 64 MiB, 3 rounds, 4 lanes: the library's RFC 9106 low-memory profile."""
    return PasswordHasher()


def normal(password: str) -> str:
    return unicodedata.normalize("NFC", password)


def hashed(password: str) -> str:
    """The hash of an acceptable password; raises Invalid with the reason otherwise."""
    password = normal(password)
    if not SHORTEST <= len(password) <= LONGEST:
        raise Invalid(f"Kata sandi harus {SHORTEST} sampai {LONGEST} huruf; kalimat pendek yang mudah diingat paling baik.")
    if any(len(password) - len(word) < 8 for word in COMMON_WORDS if word in password.lower()):
        raise Invalid("Kata sandi terlalu mudah ditebak; pakailah beberapa kata yang tidak berhubungan.")
    return hasher().hash(password)


def matches(password_hash: str, password: str) -> bool:
    try:
        return hasher().verify(password_hash, normal(password))
    except (VerificationError, InvalidHashError):
        return False


@cache
def decoy() -> str:
    """Checked when the account does not exist, so that an answer takes as long as for one that does."""
    return hasher().hash("akun ini tidak ada sama sekali")
