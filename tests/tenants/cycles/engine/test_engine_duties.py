"""Nobody checks or signs his own work, in any hat: small histories, then twenty thousand random ones."""

from collections.abc import Iterator
from random import Random
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from tenants.cycles.engine.duties import Act, Deed, authors_since_check, may_sign, may_verify

KASUBAG, SEKRETARIS, KEPALA = UUID(int=1), UUID(int=2), UUID(int=3)
WROTE, VERIFIED, SUBMITTED = Deed.WROTE, Deed.VERIFIED, Deed.SUBMITTED


def acts(*told: tuple[UUID, Deed]) -> list[Act]:
    return [Act(deed, person) for person, deed in told]


def test_the_author_does_not_verify() -> None:
    authors = authors_since_check(acts((KASUBAG, WROTE)))
    assert not may_verify(authors, KASUBAG).allowed
    assert may_verify(authors, KASUBAG).reason.endswith("mintalah pejabat lain memverifikasi.")
    assert may_verify(authors, SEKRETARIS).allowed
    assert may_verify(authors, SEKRETARIS).reason == ""


def test_an_earlier_author_still_does_not_verify_what_another_revised() -> None:
    history = acts((KASUBAG, WROTE), (SEKRETARIS, WROTE))
    assert authors_since_check(history) == {KASUBAG, SEKRETARIS}


def test_an_acceptance_by_another_begins_anew() -> None:
    history = acts((KASUBAG, WROTE), (SEKRETARIS, VERIFIED), (KEPALA, WROTE))
    assert authors_since_check(history) == {KEPALA}


def test_an_acceptance_by_the_author_himself_clears_nobody() -> None:
    history = acts((KASUBAG, WROTE), (KASUBAG, VERIFIED))
    assert authors_since_check(history) == {KASUBAG}


def test_handing_up_is_no_check_of_the_content() -> None:
    history = acts((KASUBAG, WROTE), (SEKRETARIS, SUBMITTED))
    assert authors_since_check(history) == {KASUBAG}


def test_a_signer_who_wrote_nothing_signs() -> None:
    assert may_sign(acts((KASUBAG, WROTE), (SEKRETARIS, VERIFIED)), KEPALA).allowed


def test_the_head_who_corrected_signs_after_the_secretary_handed_it_up() -> None:
    """DKUPP: the head corrects in step 9, the Sekretaris submits in 10, the head signs in 11."""
    corrected = acts((KASUBAG, WROTE), (SEKRETARIS, VERIFIED), (KEPALA, WROTE))
    assert not may_sign(corrected, KEPALA).allowed
    assert "belum dapat Anda tanda tangani" in may_sign(corrected, KEPALA).reason
    assert may_sign([*corrected, Act(SUBMITTED, SEKRETARIS)], KEPALA).allowed


def test_ones_own_submission_does_not_open_the_way_to_sign() -> None:
    assert not may_sign(acts((KEPALA, WROTE), (KEPALA, SUBMITTED)), KEPALA).allowed


def test_a_check_before_the_last_correction_does_not_count() -> None:
    assert not may_sign(acts((KEPALA, WROTE), (SEKRETARIS, VERIFIED), (KEPALA, WROTE)), KEPALA).allowed


people = st.sampled_from([KASUBAG, SEKRETARIS, KEPALA])
histories = st.lists(st.builds(Act, st.sampled_from(Deed), people), max_size=12)


@given(histories, people)
def test_whoever_wrote_after_the_last_foreign_check_may_not_sign(history: list[Act], person: UUID) -> None:
    wrote = [place for place, act in enumerate(history) if act == Act(WROTE, person)]
    after = history[wrote[-1] + 1 :] if wrote else []
    checked = any(act.deed is not WROTE and act.person != person for act in after)
    assert may_sign(history, person).allowed == (not wrote or checked)


def random_history(chance: Random) -> Iterator[Act]:
    """People write, and verify and submit whenever the rules let them."""
    told: list[Act] = []
    for _ in range(chance.randint(1, 12)):
        person, deed = chance.choice([KASUBAG, SEKRETARIS, KEPALA]), chance.choice(list(Deed))
        if deed is not VERIFIED or may_verify(authors_since_check(told), person).allowed:
            told.append(Act(deed, person))
            yield told[-1]


def test_in_twenty_thousand_histories_nobody_approves_his_own_work() -> None:
    chance = Random(20250401)
    signed = 0
    for _ in range(20_000):
        history = list(random_history(chance))
        written: set[UUID] = set()
        for act in history:
            if act.deed is VERIFIED:
                assert act.person not in written
                written.clear()
            elif act.deed is WROTE:
                written.add(act.person)
        for person in (KASUBAG, SEKRETARIS, KEPALA):
            if may_sign(history, person).allowed:
                signed += 1
                assert not own_word_is_the_last(history, person)
    assert signed > 10_000


def own_word_is_the_last(history: list[Act], person: UUID) -> bool:
    for act in reversed(history):
        if act.person != person and act.deed is not WROTE:
            return False
        if act == Act(WROTE, person):
            return True
    return False
