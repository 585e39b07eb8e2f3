"""A newer template, looked at beside the SOP that came from it, decided change by change, and an improvement sent back."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from runtut.demo.office import SOP, Office
from tests.conftest import Live
from tests.runtut.app.browser.looking import Looker
from tests.runtut.app.browser.people import PATIENCE, Crowd, Person
from tests.runtut.app.browser.way import OFFICE, whose
from tests.runtut.revising import revised

PAGE = f"{OFFICE}/sop/{SOP}"


@pytest.fixture(scope="module")
def newer(office: Office, live: Live, tmp_path_factory: pytest.TempPathFactory) -> int:
    """The clone has a draft with changes of its own; the operator publishes a version that clashes with one of them."""
    writer = office.person("kasubag.program")
    draft = revised(office, "Menyesuaikan keluaran")
    content: dict[str, Any] = draft["content"]
    content["steps"][2]["output"] = "Rekapitulasi kinerja per bidang"
    content["records"] = [*content["records"], "Buku kendali monev"]
    writer.send("PUT", f"{office.path}/sops/{SOP}/draft", {"revision": draft["revision"], "content": content})
    template: dict[str, Any] = writer.get(f"{office.path.rpartition('/opd/')[0]}/templates/dinas")["content"]
    template["steps"][2]["output"] = "Rekap kinerja triwulan"
    template["steps"][3]["time"] = {"raw": "3 hari", "value": 3, "unit": "day"}
    template["legal_basis"].append("Peraturan Bupati tentang Sistem Akuntabilitas Kinerja")
    new = {
        **template["steps"][3],
        "id": "dinas-03b",
        "text": "Menyampaikan rencana kunjungan kepada bidang",
        "next": template["steps"][3]["id"],
    }
    template["steps"].insert(3, {**new, "activity": "note", "shape": "process", "on_return": None})
    template["steps"][2]["next"] = "dinas-03b"
    for no, step in enumerate(template["steps"], 1):
        step["no"] = no
    return published(live, tmp_path_factory.mktemp("templat") / "dinas.json", template)


def published(live: Live, file: Path, template: dict[str, Any]) -> int:
    file.write_text(json.dumps(template))
    words = [sys.executable, "-P", "-m", "runtut.commands", "library", "publish", str(file), "--slug", "dinas"]
    note = ["--note", "Rencana kunjungan disampaikan lebih dahulu kepada bidang."]
    done = subprocess.run([*words, *note], env=live.environment, capture_output=True, text=True, check=True)
    return int(done.stdout.split("versi ")[1].split()[0])


@pytest.fixture
def clerk(crowd: Crowd) -> Iterator[Person]:
    person = crowd(whose("kasubag.program"))
    person.page.set_viewport_size({"width": 1280, "height": 900})
    yield person


def test_the_writer_is_told_and_finds_the_way(newer: int, clerk: Person) -> None:
    clerk.open("/13.01/pesan")
    notice = clerk.page.get_by_role("link", name=f"terbit versi {newer}").first
    patient = time.monotonic() + PATIENCE / 1000
    while not notice.count() and time.monotonic() < patient:  # it comes by the outbox, a moment after the version
        clerk.page.reload()
    notice.click()
    expect(clerk.page.get_by_role("heading", level=1)).to_have_text("Perubahan dari pustaka")
    clerk.open(PAGE)
    expect(clerk.page.get_by_role("main")).to_contain_text("Ada versi baru di pustaka")


def test_each_state_of_the_page_is_fit_for_everybody(newer: int, clerk: Person, shots: Path) -> None:
    assert newer
    look = Looker.of(clerk, shots)
    assert look.look(f"{PAGE}/pembaruan", "upgrade-open") == []
    assert look.look(f"{PAGE}/asal", "upgrade-origin") == []
    clerk.page.set_viewport_size({"width": 1280, "height": 900})
    clerk.open(f"{PAGE}/pembaruan")
    clerk.press("Lihat hasilnya dahulu")
    expect(clerk.page.get_by_role("heading", name="Pratinjau hasil")).to_be_visible()
    assert look.look_here("upgrade-preview") == []
    clerk.page.set_viewport_size({"width": 1280, "height": 900})
    assert look.look(f"{OFFICE}/sop/{SOP}", "upgrade-sop") == []
    assert look.look("/13.01/pustaka?kata=kinerja&jenis=dinas", "library-search") == []
    assert look.look("/13.01/pustaka/dinas?versi=1", "library-old-version") == []


def test_changes_are_decided_one_by_one_and_undone(newer: int, clerk: Person, shots: Path) -> None:
    assert newer
    clerk.open(f"{PAGE}/pembaruan")
    clash = clerk.page.locator("tr").filter(has_text="diubah di dua tempat")
    expect(clash).to_have_count(1)
    clash.get_by_label("Pakai keduanya").check()
    law = clerk.page.locator("tr").filter(has_text="Peraturan Bupati")
    law.get_by_label("Tetap milik kami").check()
    clerk.press("Simpan keputusan ke draf")
    clerk.told("ditolak dan tidak ditanyakan lagi")
    expect(clerk.page.get_by_role("main")).to_contain_text("Rekapitulasi kinerja per bidang; Rekap kinerja triwulan")
    clerk.open(f"{PAGE}/pembaruan")
    expect(clerk.page.get_by_role("main")).to_contain_text("Tidak ada perubahan yang perlu diputuskan")
    assert Looker.of(clerk, shots).look_here("upgrade-done") == []
    clerk.press("Urungkan pengambilan terakhir")
    expect(clerk.page.locator("tr").filter(has_text="diubah di dua tempat")).to_have_count(1)


def test_an_improvement_is_offered(newer: int, office: Office, crowd: Crowd, shots: Path) -> None:
    """By an office whose clone is up to date and says something better."""
    assert newer
    writer = crowd("admin@setda.13.01")
    writer.page.set_viewport_size({"width": 1280, "height": 900})
    begun = f"{OFFICE.replace('diskopnaker', 'setda')}/sop/usulan-uji"
    writer.open("/13.01/pustaka/sekretariat-daerah/ambil?opd=setda")
    writer.fill("Alamat SOP", "usulan-uji")
    writer.press("Ambil sebagai draf")
    api = "/api/v1/pemda/13.01/opd/setda/sops/usulan-uji"
    admin = office.person("admin", "setda")
    draft = admin.get(f"{api}/draft")
    draft["content"]["records"].append("Buku kendali monev")
    admin.send("PUT", f"{api}/draft", {"revision": draft["revision"], "content": draft["content"]})
    assert Looker.of(writer, shots).look(f"{begun}/usulan", "offer-open") == []
    writer.open(f"{begun}/usulan")
    writer.fill("Mengapa ini lebih baik", "Pencatatan lebih mudah ditelusuri.")
    writer.press("Kirim usulan")
    writer.told("Usulan dikirim")
    assert Looker.of(writer, shots).look_here("offer-sent") == []
