"""The profile of a pemda: stored as JSON and back, and refused in words where it does not fit."""

import pytest

from runtut.procedures.printing import Logo, Profile, ProfileError, profile_from_json, profile_to_json

PNG = b"\x89PNG\r\n\x1a\n rest"


def test_a_profile_comes_back_as_it_was_stored() -> None:
    profile = Profile(("PEMKAB WANAMUKTI", "DINAS"), Logo(PNG), {"title": "Judul SOP"}, "{serial}/SOP/{year}", "f4-portrait")
    assert profile_from_json(profile_to_json(profile)) == profile
    assert profile_from_json(profile_to_json(Profile())) == profile_from_json({}) == Profile()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("letterhead", "PEMKAB"),
        ("letterhead", ["a"] * 7),
        ("letterhead", ["a\nb"]),
        ("letterhead", ["a" * 201]),
        ("logo", "lambang.png"),
        ("logo", {"media_type": "image/png", "content": "bukan base64!"}),
        ("logo", {"media_type": "image/png", "content": "R0lGODlh"}),
        ("logo", {"media_type": "image/gif", "content": "R0lGODlh"}),
        ("logo", {"media_type": "image/svg+xml", "content": "PCFET0NUWVBFIHg+PHN2Zy8+"}),
        ("logo", {"media_type": ["image/png"], "content": "R0lGODlh"}),
        ("logo", {"content": 5}),
        ("labels", {"judul": "Judul"}),
        ("labels", ["title"]),
        ("labels", {"title": 5}),
        ("number_pattern", "SOP/{year}"),
        ("number_pattern", "{serial.__class__}/{serial}"),
        ("number_pattern", 5),
        ("paper", "screen"),
        ("paper", "a5-portrait"),
        ("warna", "biru"),
    ],
)
def test_what_does_not_fit_is_refused_by_its_field(field: str, value: object) -> None:
    with pytest.raises(ProfileError) as refused:
        profile_from_json({field: value})
    assert list(refused.value.errors) == [field if field != "warna" else "profile"]
    assert str(refused.value).endswith(".")


def test_a_profile_is_a_set_of_named_fields() -> None:
    with pytest.raises(ProfileError):
        profile_from_json(["kop"])
    svg = Profile(logo=Logo(b'<svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml"))
    assert profile_from_json(profile_to_json(svg)) == svg
