"""Every page of the product, and the form of every step: fit for every reader, on a wide screen and on a phone."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import expect

from runtut.demo.cycle import SCORE, hand_in
from runtut.demo.office import SOP, Office
from tests.runtut.app.browser.looking import Looker
from tests.runtut.app.browser.people import Crowd
from tests.runtut.app.browser.way import OFFICE, PEMDA, whose
from tests.runtut.offering import offered
from tests.runtut.revising import revised

PICTURES = Path(__file__).parents[4] / "infra" / "pictures"
NOTHING_ASKED = 3
"""The step whose form asks for nothing when no figure looks strange."""
RETURNED = 14
"""Turns after which the report lies with its writer for the second time."""


@dataclass
class Played:
    """The demo's cycle, played through the API as far as a test needs it."""

    office: Office
    period: str
    turns: int = 0
    ids: dict[str, str] = field(default_factory=dict)

    @property
    def cycle(self) -> str:
        return f"{OFFICE}/siklus/{SOP}/{self.period}"

    def until(self, turns: int) -> "Played":
        for no, who, tool, payload in SCORE[self.turns : turns]:
            hand_in(self.office, self.period, no, who, tool, payload)
            self.turns += 1
        return self


@pytest.fixture(scope="module")
def played(office: Office) -> Played:
    period = office.free_period()
    office.person("sekretaris").send("POST", f"{office.path}/cycles", {"sop": SOP, "period": period})
    return Played(office, period)


@pytest.fixture(scope="module")
def look(crowd: Crowd, shots: Path) -> Iterator[Callable[..., Looker]]:
    """`look("kadis")`: the pages as he sees them; an empty name is somebody who is not signed in."""
    lookers: dict[str, Looker] = {}

    def at(name: str) -> Looker:
        if name not in lookers:
            lookers[name] = Looker.of(crowd(whose(name)) if name else crowd.guest(), shots)
        return lookers[name]

    yield at


Look = Callable[[str], Looker]


@pytest.mark.parametrize("turn", range(len(SCORE)), ids=lambda turn: f"{turn + 1}-langkah-{SCORE[turn][0]}-{SCORE[turn][1]}")
def test_the_form_of_each_step_is_fit_for_everybody(look: Look, played: Played, turn: int) -> None:
    no, who, _, _ = SCORE[turn]
    played.until(turn)
    path, name = f"{played.cycle}/langkah/{no}", f"form-{turn + 1:02}-langkah-{no}-{who}"
    assert look(who).look(path, name) == []
    assert no == NOTHING_ASKED or look(who).send_empty(path, name) == []


def test_a_step_that_waits_or_belongs_to_somebody_else_says_so(crowd: Crowd, played: Played) -> None:
    """Seen before anything else is played when this test runs alone; the end of the cycle shows the same notice."""
    other = crowd(whose("kasi.naker"))
    other.open(f"{played.cycle}/langkah/13")
    expect(other.page.get_by_role("main")).not_to_contain_text("Arsipkan laporan")


# endpoint: who looks, and where; {…} are filled from the finished cycle
PAGES: dict[str, tuple[str, str]] = {
    "auth_pages.sign_in": ("", "/masuk"),
    "auth_pages.password": ("kasi.naker", "/kata-sandi"),
    "gallery.components": ("", "/_gaya"),
    "directory_pages.pemdas": ("operator@runtut", "/operator"),
    "library_offers.desk": ("operator@runtut", "/operator/usulan"),
    "library_offers.offer": ("operator@runtut", "/operator/usulan/{offer}"),
    "library_history.templates": ("operator@runtut", "/operator/pustaka"),
    "library_history.versions": ("operator@runtut", "/operator/pustaka/dinas"),
    "documents_public.verify": ("", "/periksa/13.01/{code}"),
    "cycles_pages.inbox": ("kasubag.program", f"{PEMDA}/tugas"),
    "notices_pages.notices": ("kasubag.program", f"{PEMDA}/pesan"),
    "library_pages.shelf": ("admin@setda.13.01", f"{PEMDA}/pustaka"),
    "library_pages.template": ("admin@setda.13.01", f"{PEMDA}/pustaka/dinas"),
    "sops_shelf_pages.take": ("admin@setda.13.01", f"{PEMDA}/pustaka/kecamatan/ambil"),
    "people_pages.settings": ("admin@setda.13.01", f"{PEMDA}/pengaturan?opd=diskopnaker"),
    "people_pages.position": ("admin@setda.13.01", f"{PEMDA}/pengaturan/jabatan/{{position}}"),
    "people_pages.roles_matrix": ("admin@setda.13.01", f"{PEMDA}/pengaturan/peran"),
    "people_pages.role": ("admin@setda.13.01", f"{PEMDA}/pengaturan/peran/{{role}}"),
    "cycle_pages.office": ("kadis", f"{OFFICE}/"),
    "cycle_pages.cycles": ("sekretaris", f"{OFFICE}/siklus"),
    "cycle_pages.cycle": ("kadis", "{cycle}"),
    "cycle_pages.log": ("kadis", "{cycle}/catatan"),
    "cycle_pages.task": ("kadis", "{cycle}/langkah/1"),
    "documents_pages.documents": ("sekretaris", f"{OFFICE}/dokumen"),
    "documents_pages.document": ("sekretaris", f"{OFFICE}/dokumen/{{document}}"),
    "evidence_pages.files": ("kabid.koperasi", f"{OFFICE}/bukti"),
    "indicators_pages.overview": ("kasubag.program", f"{OFFICE}/kinerja"),
    "indicators_pages.indicator": ("kasubag.program", f"{OFFICE}/kinerja/{{indicator}}"),
    "indicators_pages.edit": ("sekretaris", f"{OFFICE}/kinerja/{{indicator}}/ubah"),
    "indicators_pages.new": ("sekretaris", f"{OFFICE}/kinerja/baru"),
    "sops_pages.sops": ("sekretaris", f"{OFFICE}/sop"),
    "sops_pages.sop": ("kadis", f"{OFFICE}/sop/{SOP}"),
    "sops_pages.mapping": ("admin@setda.13.01", f"{OFFICE}/sop/{SOP}/pemetaan"),
    "sop_checks_pages.findings": ("admin@setda.13.01", f"{OFFICE}/sop/{SOP}/periksa"),
    "sop_rules_pages.rules": ("admin@setda.13.01", f"{PEMDA}/pengaturan/pemeriksaan"),
    "sop_drafts.new": ("kasubag.program", f"{OFFICE}/sop/baru"),
    "sop_drafts.edit": ("kasubag.program", f"{OFFICE}/sop/{SOP}/ubah"),
    "sop_readings.upload": ("kasubag.program", f"{OFFICE}/sop/unggah"),
    "sop_readings.reading": ("kasubag.program", f"{OFFICE}/sop/unggah/{{reading}}"),
    "sop_comparisons.versions": ("kadis", f"{OFFICE}/sop/{SOP}/banding/1/2"),
    "sop_assessments.overview": ("kasubag.program", f"{OFFICE}/sop/{SOP}/penilaian"),
    "sop_assessments.form": ("kasubag.program", f"{OFFICE}/sop/penilaian/{{assessment}}"),
    "sop_upgrades.offer": ("kasubag.program", f"{OFFICE}/sop/{SOP}/pembaruan"),
    "sop_upgrades.origin": ("kasubag.program", f"{OFFICE}/sop/{SOP}/asal"),
    "sop_offers.offers": ("kasubag.program", f"{OFFICE}/sop/{SOP}/usulan"),
    "sop_life.approval": ("kadis", f"{OFFICE}/sop/{SOP}/versi/2/sahkan"),
    "sop_prints.choose": ("kasubag.program", f"{OFFICE}/sop/{SOP}/cetak?versi=1"),
    "sop_prints.profile": ("kasubag.program", f"{OFFICE}/profil-cetak"),
    "sops_verify.verify": ("", "/periksa/13.01/sop/{sop_code}"),
    "sop_drafts.revision": ("admin@setda.13.01", "/13.01/setda/sop/pemantauan-kinerja/revisi"),
}
PASTED = "Nama SOP : Surat\nNo\tKegiatan\tStaf\tWaktu\n1\tMencatat\tMulai\t5 menit\n2\tMenyimpan surat itu\tSelesai\t10 menit"
# what is downloaded, or leads on at once, or is asked for by programs
FILES: dict[str, tuple[str, str]] = {
    "evidence_pages.download": ("kabid.koperasi", f"{OFFICE}/bukti/{{evidence}}"),
    "documents_pages.file": ("sekretaris", f"{OFFICE}/dokumen/{{document}}/berkas"),
    "sop_readings.file": ("kasubag.program", f"{OFFICE}/sop/unggah/{{reading}}/berkas"),
    "sop_prints.file": ("kasubag.program", f"{OFFICE}/sop/{SOP}/cetak/berkas?versi=1&kind=docx"),
    "form_pages.spreadsheet": ("sekretaris", f"{OFFICE}/kinerja/format/{{form}}.xlsx"),
    "visit_pages.schedule": ("sekretaris", "{cycle}/jadwal.ics"),
    "meeting_pages.calendar": ("sekretaris", "{cycle}/undangan.ics"),
}
ASIDE = {"sop_comparisons.choose", "sop_readings.page", "auth_pages.front", "web.asset", "health.alive", "health.ready"}
# the same pages in other states: name, who, where
STATES: tuple[tuple[str, str, str], ...] = (
    ("inbox-empty", "kasi.pemberdayaan@kec-sutera.13.01", f"{PEMDA}/tugas"),
    ("notices-empty", "kasi.pemberdayaan@kec-sutera.13.01", f"{PEMDA}/pesan"),
    ("office-empty", "camat@kec-sutera.13.01", f"{PEMDA}/kec-sutera/"),
    ("cycles-empty", "sekcam@kec-sutera.13.01", f"{PEMDA}/kec-sutera/siklus"),
    ("documents-empty", "camat@kec-sutera.13.01", f"{PEMDA}/kec-sutera/dokumen"),
    ("evidence-empty", "kasubag.pkp@kec-sutera.13.01", f"{PEMDA}/kec-sutera/bukti"),
    ("figures-empty", "sekcam@kec-sutera.13.01", f"{PEMDA}/kec-sutera/kinerja"),
    ("settings-acting-head", "admin@dishub.63.11", "/63.11/pengaturan"),
    ("sop-sekretariat-daerah", "sekda@setda.13.01", "/13.01/setda/sop/pemantauan-kinerja"),
    ("sop-second-form", "kadis@dkupp.32.14", "/32.14/dkupp/sop/pengukuran-kinerja"),
    ("cycles-inspector", "inspektur@inspektorat.13", "/13/tugas"),
)


@pytest.fixture(scope="module")
def finished(played: Played) -> dict[str, str]:
    """What the addresses need, of the cycle at its end."""
    played.until(len(SCORE))
    if not played.ids:
        played.ids.update(cycle=played.cycle, **ids_of(played))
    return played.ids


def ids_of(played: Played) -> dict[str, str]:
    office, reader = played.office, played.office.person("kasubag.program")
    pemda = office.path.rpartition("/opd/")[0]
    papers = reader.get(f"{office.path}/documents")
    report = next(paper for paper in papers if paper["kind"] == "monev_report")
    form = reader.get(f"{office.cycle(played.period)}/tasks/1")["hand_ins"][-1]["content"]
    admin = office.person("admin", "setda")
    revised(office, "Menyesuaikan waktu baku")
    read = reader.send(
        "POST",
        f"{office.path}/sops/readings/texts",
        {"text": PASTED},
    )
    form_of_today = reader.send("POST", f"{office.path}/sops/{SOP}/assessments", {"kind": "monitoring"})
    return {
        "assessment": form_of_today["id"], "offer": offered(office),
        "reading": read["id"], "sop_code": reader.get(f"{office.path}/sops/{SOP}/versions/1")["sha256"][:20],
        "document": report["id"], "code": reader.get(f"{office.path}/documents/{report['id']}")["signature"]["code"],
        "evidence": first(reader.get(f"{office.path}/evidence")), "indicator": first(reader.get(f"{office.path}/indicators")),
        "form": form["form_id"], "role": first(admin.get(f"{pemda}/roles")), "position": first(admin.get(f"{pemda}/positions")),
    }  # fmt: skip


def first(listed: Any) -> str:
    rows = listed if isinstance(listed, list) else next(value for value in listed.values() if isinstance(value, list))
    return str(rows[0]["id"])


def test_every_page_is_looked_at(app: Flask) -> None:
    pages = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and "/api/" not in rule.rule}
    assert pages == PAGES.keys() | FILES.keys() | ASIDE


@pytest.mark.parametrize("endpoint", PAGES)
def test_every_page_is_fit_for_everybody(look: Look, finished: dict[str, str], endpoint: str) -> None:
    who, where = PAGES[endpoint]
    assert look(who).look(where.format(**finished), f"page-{endpoint}") == []


@pytest.mark.parametrize("no", range(1, 14))
def test_what_a_step_yielded_can_be_read_by_everybody(look: Look, finished: dict[str, str], no: int) -> None:
    assert look("kadis").look(f"{finished['cycle']}/langkah/{no}", f"result-langkah-{no:02}") == []


@pytest.mark.parametrize(("name", "who", "where"), STATES, ids=[name for name, *_ in STATES])
def test_every_state_of_a_page_is_fit_for_everybody(
    look: Look, finished: dict[str, str], name: str, who: str, where: str
) -> None:
    assert look(who).look(where.format(**finished), f"state-{name}") == []


def test_what_is_not_there_or_not_allowed_is_told_on_a_page(look: Look, finished: dict[str, str]) -> None:  # noqa: ARG001
    assert look("kadis").look(f"{OFFICE}/siklus/{SOP}/2027-TW4", "state-not-found", 404) == []
    assert look("kasi.naker").look(f"{OFFICE}/kinerja/baru", "state-forbidden", 403) == []


@pytest.mark.parametrize("endpoint", FILES)
def test_every_file_is_given_out_as_an_attachment(crowd: Crowd, finished: dict[str, str], endpoint: str) -> None:
    who, where = FILES[endpoint]
    person = crowd(whose(who))
    answer = person.context.request.get(person.address + where.format(**finished))
    assert answer.status == 200
    assert answer.headers["content-disposition"].startswith("attachment")
    assert len(answer.body()) > 100


def test_the_running_cycle_makes_the_picture_of_the_readme(crowd: Crowd, office: Office, shots: Path) -> None:
    """RUNTUT_PICTURES=1 puts it where the README shows it; otherwise among the other screenshots."""
    period = office.free_period()
    office.person("sekretaris").send("POST", f"{office.path}/cycles", {"sop": SOP, "period": period})
    running = Played(office, period).until(RETURNED)
    folder = PICTURES if os.environ.get("RUNTUT_PICTURES") == "1" else shots
    head = crowd(whose("kadis"))
    head.page.set_viewport_size({"width": 1280, "height": 1000})
    head.open(running.cycle)
    drawing = head.page.locator(".drawing:has(svg)").bounding_box()
    assert drawing is not None
    shown = {"x": 0, "y": 0, "width": 1280, "height": drawing["y"] + drawing["height"] + 24}
    head.page.screenshot(path=folder / "siklus.png", full_page=True, clip=shown)  # type: ignore[arg-type]
    clerk = crowd(whose("kasubag.program"))
    clerk.page.set_viewport_size({"width": 1280, "height": 1000})
    clerk.open(f"{running.cycle}/langkah/10")
    clerk.page.screenshot(path=folder / "tugas.png")
