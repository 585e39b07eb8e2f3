"""One cycle on its way: whoever's turn it is takes the task from his inbox and does it; nothing is played twice."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from playwright.sync_api import expect

from tests.runtut.app.browser import steps
from tests.runtut.app.browser.people import Crowd, Person

PEMDA, OFFICE, PERIOD = "/13.01", "/13.01/diskopnaker", "2025-TW1"
TITLE = "Pemantauan dan Evaluasi Kinerja Triwulanan"
Deed = Callable[[Person], None]


def whose(name: str) -> str:
    """`kadis` is he of Diskopnaker."""
    return name if "@" in name else f"{name}@diskopnaker.13.01"


# step, who, what he does there
SCORE: tuple[tuple[str, int, str, Deed], ...] = (
    ("formed", 1, "sekretaris", steps.design_form),
    ("joined", 2, "kasi.koperasi", steps.contribution),
    ("half", 2, "kabid.koperasi", steps.figures),
    ("collected", 2, "kabid.naker", steps.figures),
    ("processed", 3, "kasubag.program", steps.resolutions),
    ("planned", 4, "kasubag.program", steps.schedule),
    ("visited", 5, "kasubag.program", steps.visits),
    ("gathered", 6, "kasubag.program", steps.results),
    ("analysed", 7, "kasubag.program", steps.analysis),
    ("drafted", 8, "kasubag.program", steps.draft),
    ("prepared", 9, "kasubag.program", steps.contribution),
    ("met", 9, "kadis", steps.meeting),
    ("revised", 10, "kasubag.program", steps.revision),
    ("returned", 11, "sekretaris", steps.send_back),
    ("revised again", 10, "kasubag.program", steps.revision),
    ("accepted", 11, "sekretaris", steps.accept),
    ("final", 12, "kasubag.program", steps.final),
    ("signed", 12, "kadis", steps.signature),
    ("archived", 13, "kasubag.program", steps.archive),
)


@dataclass
class Way:
    """`way.until("collected")` plays what is not played yet."""

    crowd: Crowd
    sop: str
    played: list[str] = field(default_factory=list)

    @property
    def cycle(self) -> str:
        return f"{OFFICE}/siklus/{self.sop}/{PERIOD}"

    def person(self, name: str) -> Person:
        return self.crowd(whose(name))

    def until(self, name: str) -> "Way":
        """Play up to and with the turn of this name."""
        turns: list[tuple[str, Callable[[], None]]] = [("taken", self.take), ("in force", self.force), ("opened", self.open)]
        turns += [(turn, partial(self.play, no, who, deed)) for turn, no, who, deed in SCORE]
        names = [turn for turn, _ in turns]
        for turn, play in turns[len(self.played) : names.index(name) + 1]:
            play()
            self.played.append(turn)
        return self

    def before(self, name: str) -> "Way":
        names = ["taken", "in force", "opened", *(turn for turn, *_ in SCORE)]
        return self.until(names[names.index(name) - 1])

    def play(self, no: int, who: str, deed: Deed) -> None:
        deed(self.task(no, who))

    def task(self, no: int, who: str) -> Person:
        """The person at his task, opened from his inbox."""
        person = self.person(who)
        person.open(f"{PEMDA}/tugas")
        card = person.page.locator(f"article.task:has(a[href='{self.cycle}/langkah/{no}'])")
        card.get_by_role("heading").get_by_role("link").click()
        expect(person.page.locator(".eyebrow")).to_contain_text(f"Langkah {no} dari 13")
        return person

    def take(self) -> None:
        """The admin of the pemda looks at the template, takes it over, and maps its actors."""
        admin = self.person("admin@setda.13.01")
        admin.open(f"{PEMDA}/pustaka")
        admin.page.locator("article.card").filter(has_text="Dinas").locator("h2 a[href$='/dinas']").click()
        expect(admin.page.locator("svg").first).to_be_visible()
        admin.follow("Ambil ke OPD")
        admin.choose("Perangkat daerah", "diskopnaker")
        admin.fill("Nama SOP", TITLE)
        admin.fill("Alamat SOP", self.sop)
        admin.press("Ambil sebagai draf")
        admin.told("SOP diambil dari pustaka")
        for select in admin.page.locator("main select").all():
            assert select.input_value(), "every actor has a role of the same name that is proposed"
        admin.press("Simpan pemetaan")
        admin.told("Pemetaan pelaksana disimpan.")

    def force(self) -> None:
        """The head of the OPD puts it into force."""
        head = self.person("kadis")
        head.open(f"{OFFICE}/sop")
        head.follow(TITLE)
        head.press("Berlakukan")
        head.page.get_by_role("dialog").get_by_role("button", name="Berlakukan SOP").click()
        head.told("SOP berlaku mulai hari ini.")

    def open(self) -> None:
        secretary = self.person("sekretaris")
        secretary.open(f"{OFFICE}/siklus")
        secretary.choose("SOP yang dijalankan", self.sop)
        secretary.choose("Periode", PERIOD)
        secretary.press("Buka siklus")
        secretary.told("Siklus dibuka.")
