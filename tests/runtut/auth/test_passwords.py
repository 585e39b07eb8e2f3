"""What a password may be: long rather than strange, and nothing that others would try first."""

import unicodedata
from string import ascii_lowercase

import pytest
from argon2 import PasswordHasher
from hypothesis import example, given, settings
from hypothesis import strategies as st

from runtut.auth import passwords
from runtut.auth.passwords import LONGEST, SHORTEST, hashed, is_guessable, matches, words_of
from runtut.errors import Invalid, Unavailable

LOGIN_WORDS = words_of("kadis@diskopnaker.13.01", "Kabupaten Pesisir Selatan")
EVERY = settings(max_examples=300, deadline=None)
texts = st.text(min_size=SHORTEST, max_size=LONGEST)


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole hash takes a tenth of a second; what is accepted does not depend on it."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "hasher", lambda: quick)


@pytest.mark.parametrize("length", [1, 8, 14, 15, 16, 64, 127, 128, 129, 1_000])
def test_length_alone_decides_of_a_sentence(length: int) -> None:
    password = ("perahu tenun menanti gerimis di tanjung; " * 30)[:length]
    if SHORTEST <= length <= LONGEST:
        assert matches(hashed(password), password)
    else:
        with pytest.raises(Invalid, match="15 sampai 128 huruf"):
            hashed(password)


@EVERY
@given(texts)
@example("ééééé ñandú pagi sore 🛶🛶")
@example("ﷺ" * 15 + "abcd")
@example("   kuda   laut   ")
@example("tanpaangkatanpatandabaca")
def test_every_character_counts_and_none_is_demanded(password: str) -> None:
    fits = SHORTEST <= len(unicodedata.normalize("NFC", password)) <= LONGEST
    if fits and not is_guessable(unicodedata.normalize("NFC", password)):
        assert matches(hashed(password), password)
        assert not matches(hashed(password), password + "x")
        assert not matches(hashed(password), password[:-1])
    else:
        with pytest.raises(Invalid):
            hashed(password)


@EVERY
@given(texts)
def test_the_same_text_typed_on_another_keyboard_is_the_same_password(password: str) -> None:
    apart, together = unicodedata.normalize("NFD", password), unicodedata.normalize("NFC", password)
    assert passwords.normal(apart) == passwords.normal(together)
    if SHORTEST <= len(together) <= LONGEST and not is_guessable(together):
        assert matches(hashed(apart), together)
        assert matches(hashed(together), apart)


def test_length_is_counted_as_people_count() -> None:
    assert matches(hashed("é1 ü2 ö3 ä4 ñ5 "), unicodedata.normalize("NFD", "é1 ü2 ö3 ä4 ñ5 "))
    with pytest.raises(Invalid):
        hashed(unicodedata.normalize("NFD", "éüöäñéüöäñ1234"))


@EVERY
@given(st.sampled_from(sorted({*passwords.COMMON_WORDS, *LOGIN_WORDS})), st.text("0123456789!?._-", max_size=7), st.booleans())
def test_a_known_word_with_a_little_around_it_is_refused(word: str, around: str, first: bool) -> None:
    password = word + around if first else around + word
    for cased in (password, password.upper(), password.title()):
        padded = cased if len(cased) >= SHORTEST else cased + 3 * word
        with pytest.raises(Invalid, match="mudah ditebak"):
            hashed(padded, LOGIN_WORDS)


@pytest.mark.parametrize(
    "password",
    [
        "password1234567", "PasswordPassword", "katasandikatasandi", "diskopnaker2025!", "kadis.diskopnaker",
        "pesisirselatan01", "Kabupaten Pesisir Selatan", "runtutruntutruntut", "aaaaaaaaaaaaaaaa", "abcabcabcabcabcabc",
        "13.01diskopnaker", "ababababababababa",
        "111111111111111", "sekarang sekarang ", "kadis kadis kadis kadis",
    ],
)  # fmt: skip
def test_what_others_would_try_first_is_refused(password: str) -> None:
    with pytest.raises(Invalid, match="mudah ditebak"):
        hashed(password, LOGIN_WORDS)


@pytest.mark.parametrize(
    "password",
    [
        "lontar-senja-embun-042", "perahu tenun menanti gerimis", "di diskopnaker saya minum kopi",
        "correct horse battery staple", "四つの単語で十五文字以上の合言葉",
    ],
)  # fmt: skip
def test_a_short_sentence_is_accepted(password: str) -> None:
    assert matches(hashed(password, LOGIN_WORDS), password)


@EVERY
@given(st.lists(st.text(ascii_lowercase, min_size=4, max_size=9), min_size=4, max_size=6, unique=True))
def test_four_words_that_nobody_knows_are_enough(words: list[str]) -> None:
    password = "-".join(words)
    known = [word for word in passwords.COMMON_WORDS if word in password]
    if SHORTEST <= len(password) <= LONGEST and not known and len(set(password)) >= passwords.LETTERS:
        assert matches(hashed(password), password)


def test_the_words_of_a_sign_in() -> None:
    assert words_of("kadis@diskopnaker.13.01") == {"kadis", "diskopnaker"}
    assert words_of("kasubag.pkp@kec-sutera.13.01", "Kota Padang") == {"kasubag", "sutera", "kota", "padang"}


def test_no_hash_is_a_password_and_broken_hashes_open_nothing() -> None:
    kept = hashed("perahu tenun menanti gerimis")
    assert not matches(kept, kept)
    for broken in ("", "x", kept[:-1], kept.replace("argon2id", "argon2x")):
        assert not matches(broken, "perahu tenun menanti gerimis")


def test_the_decoy_costs_as_much_as_a_real_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert passwords.hasher().check_needs_rehash(passwords.DECOY) is False
    assert not matches(passwords.DECOY, "")


def test_passwords_are_checked_a_few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "PATIENCE", 0.01)
    with passwords.turn(), passwords.turn(), pytest.raises(Unavailable, match="sedang masuk"), passwords.turn():
        pass
    with passwords.turn():
        pass
