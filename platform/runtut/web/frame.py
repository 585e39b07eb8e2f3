"""What the page frame shows around the content: who, for which OPD, and what that person may use."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """A way into a part of the product; `icon` is a name in `runtut.web.icons`."""

    label: str
    url: str
    icon: str
    active: bool = False
    count: int = 0


@dataclass(frozen=True)
class Place:
    """An OPD that the person may switch to."""

    label: str
    url: str
    active: bool = False


@dataclass(frozen=True)
class Account:
    """The signed-in person, the capacity in which he acts now, and the personal pages."""

    name: str
    position: str
    sign_out_url: str
    links: tuple[Place, ...] = ()

    @property
    def initials(self) -> str:
        """Two letters from the name, titles such as "Drs." or "S.Sos." left out."""
        words = [word for word in self.name.split(",")[0].split() if "." not in word]
        return "".join(word[0] for word in words[:2]).upper() or "?"


@dataclass(frozen=True)
class Frame:
    """Everything in the frame is optional but the person: hidden means that he may not use it.

    `entries` in the order of the rail; the first four also stand in the bottom bar of phones.
    `theme_url` is a style sheet that sets a pemda's own accent.
    """

    account: Account
    home_url: str = "/"
    pemda: str = ""
    opd: str = ""
    places: tuple[Place, ...] = ()
    entries: tuple[Entry, ...] = ()
    inbox_url: str = ""
    inbox_count: int = 0
    search_url: str = ""
    search_words: str = ""
    logo_url: str = ""
    theme_url: str = ""
