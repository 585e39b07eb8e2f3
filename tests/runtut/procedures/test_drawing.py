"""The drawings of the four templates: complete, without crossings, on the expected sheets, with words for all."""

import json
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

import runtut.library
from runtut.procedures import Identity, Sop, Step, from_json
from runtut.procedures.drawing import Connector, Page, layout, strip_svg, svg, thumbnail
from runtut.procedures.drawing.papers import PAPERS

CONTENT = Path(runtut.library.__path__[0]) / "content"
NAMES = ("dinas", "sekretariat-daerah", "kecamatan", "dinas-bentuk-kedua")
SVG = "{http://www.w3.org/2000/svg}"

each_template = pytest.mark.parametrize("name", NAMES)
each_paper = pytest.mark.parametrize("paper", sorted(PAPERS))


def template(name: str) -> Sop:
    return from_json(json.loads((CONTENT / f"{name}.json").read_text()))


def drawn(markup: str) -> ElementTree.Element:
    return ElementTree.fromstring(markup)


def classes(root: ElementTree.Element, word: str) -> list[ElementTree.Element]:
    return [found for found in root.iter() if word in (found.get("class") or "").split()]


def words_of(element: ElementTree.Element) -> str:
    return " ".join(" ".join(element.itertext()).split())


def states_of(sop: Sop, *states: str) -> dict[str, str]:
    ids = [step.id or "" for step in sop.steps]
    return dict(zip(ids, states, strict=False))


def way(page: Page, line: Connector) -> str:
    ends = [page.shapes[end] for end in (line.source, line.target)]
    return " → ".join(f"{(end.step or 0) + 1} {end.actor}" for end in ends)


def crossings(page: Page) -> list[tuple[str, str]]:
    return [
        (way(page, one), way(page, other))
        for one, other in combinations(page.connectors, 2)
        for (ax, ay), (bx, by) in pairwise(one.points)
        for (cx, cy), (dx, dy) in pairwise(other.points)
        if (ax == bx) != (cx == dx)
        and min(ax, bx) < max(cx, dx)
        and min(cx, dx) < max(ax, bx)
        and min(ay, by) < max(cy, dy)
        and min(cy, dy) < max(ay, by)
    ]


@each_template
@each_paper
def test_no_two_connectors_of_a_template_cross(name: str, paper: str) -> None:
    assert [crossings(page) for page in layout(template(name), paper).pages if crossings(page)] == []


@each_template
def test_no_connector_of_a_template_bends_more_than_twice(name: str) -> None:
    assert all(len(line.points) <= 4 for line in layout(template(name), "screen").pages[0].connectors)


@each_template
def test_the_screen_shows_one_page_and_a_landscape_sheet_needs_two(name: str) -> None:
    sheets = {paper: len(layout(template(name), paper).pages) for paper in ("screen", "a4-landscape", "a4-portrait")}
    assert sheets == {"screen": 1, "a4-landscape": 2, "a4-portrait": 1}


def test_the_connectors_of_the_dinas_are_those_of_its_flow() -> None:
    (page,) = layout(template("dinas"), "screen").pages
    lines = {kind: [way(page, line) for line in page.connectors if line.kind == kind] for kind in ("flow", "return", "hand")}
    assert len(lines["flow"]) == 12
    assert "9 Kepala Dinas → 10 Kasubag Program" in lines["flow"]
    assert lines["return"] == ["11 Sekretaris → 10 Kasubag Program"]
    assert lines["hand"] == ["12 Kasubag Program → 12 Kepala Dinas"]
    assert [line.label.words for line in page.connectors if line.label] == ["Ya", "Tidak"]
    assert sum(line.kind == "join" for line in page.connectors) == 1 + 2 + 4


def test_in_the_second_form_the_team_hands_in_and_the_sekretaris_decides() -> None:
    (page,) = layout(template("dinas-bentuk-kedua"), "screen").pages
    ways = {way(page, line): line.kind for line in page.connectors}
    assert ways["8 Tim Evaluasi Kinerja → 8 Sekretaris"] == "hand"
    assert ways["8 Sekretaris → 7 Tim Evaluasi Kinerja"] == "return"
    assert ways["8 Sekretaris → 9 Kepala Dinas"] == "flow"
    assert [(shape.actor, shape.step) for shape in page.shapes if shape.kind == "decision"] == [("Sekretaris", 7)]


def test_a_page_break_is_bridged_by_off_page_marks_with_one_letter() -> None:
    first, second = layout(template("dinas"), "a4-landscape").pages
    assert [shape.label for shape in (*first.shapes, *second.shapes) if shape.kind == "offpage"] == ["A", "A"]
    assert "A ke halaman 2" in [text.words for text in first.texts]
    assert "A dari halaman 1" in [text.words for text in second.texts]
    assert "Halaman 2 dari 2" in [text.words for text in second.texts]
    assert [text.words for text in first.texts].count("Kegiatan") == [text.words for text in second.texts].count("Kegiatan")


def test_the_head_names_the_columns_of_the_official_form() -> None:
    (page,) = layout(template("kecamatan"), "screen").pages
    heads = [text.words for text in page.texts if text.role == "head"]
    for label in ("No", "Kegiatan", "Pelaksana", "Mutu Baku", "Kelengkapan", "Waktu", "Output", "Keterangan", "Camat"):
        assert label in heads


def test_the_sum_of_the_times_stands_below_the_table() -> None:
    (page,) = layout(template("dinas-bentuk-kedua"), "screen").pages
    assert any("775 menit (1,72 hari kerja)" in text.words for text in page.texts)


def test_a_step_that_no_page_could_hold_is_continued_without_losing_a_word() -> None:
    said = " ".join(f"kata{number}" for number in range(900))
    sop = Sop(Identity(title="Panjang"), actors=("Camat",), steps=(Step(1, said, actors=("Camat",)),))
    pages = layout(sop, "a4-landscape").pages
    lines = [text.words for page in pages for text in page.texts if text.role == "cell cell-text"]
    assert len(pages) > 1
    assert " ".join(lines) == said
    assert sum(len(page.shapes) for page in pages) == 1


def test_an_sop_without_steps_or_actors_is_drawn_as_an_empty_form() -> None:
    for paper in PAPERS:
        (page,) = layout(Sop(Identity()), paper).pages
        assert (page.connectors, page.shapes) == ((), ())
        drawn(svg(layout(Sop(Identity()), paper)))


def test_a_row_without_an_actor_stands_in_the_table_without_a_symbol() -> None:
    steps = (Step(1, "Satu", actors=("Camat",)), Step(2, "Dua"), Step(3, "Tiga", actors=("Camat",)))
    (page,) = layout(Sop(Identity(), actors=("Camat",), steps=steps), "screen").pages
    assert [row.step for row in page.rows] == [0, 1, 2]
    assert [shape.step for shape in page.shapes] == [0, 2]
    assert page.connectors == ()


@each_template
@each_paper
def test_the_svg_is_well_formed_and_carries_no_style(name: str, paper: str) -> None:
    sop = template(name)
    root = drawn(svg(layout(sop, paper), states_of(sop, "done", "late", "returned", "current", "waiting")))
    assert root.tag == f"{SVG}svg"
    assert not [found for found in root.iter() if "style" in found.attrib or found.tag == f"{SVG}style"]


def test_every_step_has_a_stable_id_and_the_class_of_its_state() -> None:
    sop = template("dinas")
    root = drawn(svg(layout(sop, "screen"), states_of(sop, "done", "current")))
    steps = {step.get("id"): step.get("class") for step in classes(root, "step")}
    assert len(steps) == 13
    assert steps["sop-step-dinas-01"] == "step step-done"
    assert steps["sop-step-dinas-02"] == "step step-current"
    assert steps["sop-step-dinas-03"] == "step"


def test_two_drawings_on_one_page_share_no_id() -> None:
    sop = layout(template("dinas"), "screen")
    one, other = ({found.get("id") for found in drawn(svg(sop, prefix=prefix)).iter()} - {None} for prefix in ("kiri", "kanan"))
    assert not one & other


def test_states_are_told_by_mark_and_word() -> None:
    sop = template("dinas")
    root = drawn(svg(layout(sop, "screen"), states_of(sop, "done", "late", "returned", "current", "waiting")))
    done, late, returned, current, waiting = classes(root, "step")[:5]
    assert classes(done, "tick")
    assert "Terlambat" in words_of(late) and classes(late, "badge")
    assert "Kembali" in words_of(returned) and classes(returned, "badge")
    assert "Sekarang" in words_of(current)
    assert not classes(waiting, "tick") and not classes(waiting, "badge")
    (key,) = classes(root, "key")
    assert words_of(key) == "selesai sedang berjalan menunggu terlambat dikembalikan"


def test_a_word_of_the_page_can_stand_in_a_symbol() -> None:
    sop = template("dinas")
    markup = svg(layout(sop, "screen"), {"dinas-02": "current"}, words={"dinas-02": "1 jam lagi"})
    assert "1 jam lagi" in words_of(classes(drawn(markup), "step-current")[0])


def test_a_drawing_without_links_is_one_image_that_is_described() -> None:
    root = drawn(svg(layout(template("dinas"), "screen"), {"dinas-11": "late"}, title="Siklus 2025-TW1"))
    title, described = root[0], root[1]
    assert root.get("role") == "img"
    assert (root.get("aria-labelledby"), root.get("aria-describedby")) == (title.get("id"), described.get("id"))
    assert title.text == "Siklus 2025-TW1"
    told = described.text or ""
    assert "Langkah 11: Memverifikasi draf laporan hasil perbaikan (terlambat). Sekretaris" in told
    assert "bila tidak, kembali ke langkah 10" in told
    assert "Kepala Dinas memimpin" in told


def test_links_of_a_live_drawing_can_be_reached_and_have_names() -> None:
    sop = template("dinas")
    root = drawn(svg(layout(sop, "screen"), {"dinas-11": "current"}, {"dinas-11": "/langkah/11?a=1&b=2"}))
    (link,) = [found for found in root.iter() if found.tag == f"{SVG}a"]
    assert root.get("role") == "group"
    assert link.get("href") == "/langkah/11?a=1&b=2"
    assert link.get("aria-label") == "Langkah 11: Memverifikasi draf laporan hasil perbaikan (sedang berjalan)"


def test_hostile_words_stay_words() -> None:
    said = "<script>alert(\"1\")</script> & 'x'"
    step = Step(1, said, id='"><x', actors=(said,), output=said)
    sop = Sop(Identity(title=said), actors=(said,), steps=(step,))
    links = {'"><x': '"><script>'}
    for markup in (svg(layout(sop, "screen"), links=links), strip_svg(sop, links=links), thumbnail(sop)):
        assert not [found for found in drawn(markup).iter() if found.tag.endswith("script")]


def test_an_sop_alone_is_drawn_for_the_screen() -> None:
    sop = template("dinas")
    assert svg(sop) == svg(layout(sop, "screen"))


def test_one_page_of_several_can_be_written_alone() -> None:
    sheets = layout(template("dinas"), "a4-landscape")
    only = drawn(svg(sheets, page=1, ink="#1C2530"))
    assert (only.get("width"), only.get("height"), only.get("color")) == ("297mm", "210mm", "#1C2530")
    assert len(classes(only, "step")) < 13
    assert drawn(svg(sheets)).get("height") == "428mm"


def test_the_strip_shows_every_step_with_its_state_in_words() -> None:
    sop = template("dinas")
    states = states_of(sop, *["done"] * 9, "returned", "late", "waiting", "waiting")
    root = drawn(strip_svg(sop, states, {"dinas-11": "/langkah/11"}, current="dinas-11"))
    assert root.get("aria-label") == "Alur: langkah 11 dari 13, 9 dari 13 langkah selesai"
    steps = classes(root, "strip-step")
    assert len(steps) == 13
    assert "(dikembalikan)" in words_of(steps[9])
    assert (steps[10].tag, steps[10].get("aria-current")) == (f"{SVG}a", "step")
    assert "step-late" in (steps[10].get("class") or "")


def test_the_strip_of_a_procedure_is_an_image() -> None:
    root = drawn(strip_svg(template("kecamatan")))
    assert root.get("role") == "img"
    assert root.get("aria-label") == "Alur: 0 dari 13 langkah selesai"
    running = drawn(strip_svg(template("kecamatan"), {"kecamatan-01": "current"}))
    assert classes(running, "strip-dot")
    assert drawn(strip_svg(Sop(Identity()))).get("viewBox") == "0 0 26 40"


@each_template
def test_a_thumbnail_shows_the_true_flow_without_words(name: str) -> None:
    root = drawn(thumbnail(template(name)))
    assert root.get("aria-hidden") == "true"
    assert not [found for found in root.iter() if found.tag == f"{SVG}text"]
    assert len(classes(root, "symbol")) == sum(len(step.actors) for step in template(name).steps)
    assert len(classes(root, "connector-return")) == 1


def test_a_way_out_between_two_neighbours_keeps_a_side_free() -> None:
    actors = ("Sekretaris", "Camat", "Kasubag")
    parts = {"Sekretaris": "joins", "Camat": "does", "Kasubag": "signs"}
    middle = Step(2, "Memutuskan", actors=actors, parts=parts, shape="decision", on_return=1)
    steps = (Step(1, "Menyusun", actors=("Camat",)), middle, Step(3, "Menyimpan", actors=("Camat",)))
    (page,) = layout(Sop(Identity(), actors=actors, steps=steps), "screen").pages
    (back,) = [line for line in page.connectors if line.kind == "return"]
    assert len(page.connectors) == 5
    assert all(back.points[0] != line.points[0] for line in page.connectors if line is not back)
    assert crossings(page) == [("2 Camat → 3 Camat", "2 Sekretaris → 2 Kasubag")]


@pytest.mark.parametrize(
    ("opd", "pemda", "told"),
    [
        ("Kecamatan Contoh Kabupaten Uji", "Kabupaten Uji", "Kecamatan Contoh Kabupaten Uji"),
        ("Dinas Contoh", "Kabupaten Uji", "Dinas Contoh Kabupaten Uji"),
        ("Dinas Contoh", None, "Dinas Contoh"),
        (None, "Kabupaten Uji", "Kabupaten Uji"),
    ],
)
def test_the_head_names_the_pemda_once(opd: str | None, pemda: str | None, told: str) -> None:
    sop = Sop(Identity(title="Uji", opd=opd, pemda=pemda), actors=("A",), steps=(Step(1, "Menulis", actors=("A",)),))
    assert [text.words for text in layout(sop, "a4-landscape").pages[0].texts if text.role == "subtitle"][-1] == told


def test_names_of_many_actors_stand_upright_and_whole() -> None:
    actors = ("Kepala Bidang Perencanaan dan Evaluasi", "Sekretaris", "Bendahara Pengeluaran", "Kepala Subbagian Umum",
              "Analis Kebijakan Ahli Muda", "Pengelola Data", "Pengadministrasi Umum", "Arsiparis")  # fmt: skip
    steps = tuple(Step(at + 1, "Meneliti", actors=(actor,)) for at, actor in enumerate(actors))
    page = layout(Sop(Identity(title="Uji"), actors=actors, steps=steps), "a4-portrait").pages[0]
    turned = [text for text in page.texts if text.turned]
    assert {word for text in turned for word in text.words.split()} == {word for actor in actors for word in actor.split()}
    assert all(text.box.height > text.box.width for text in turned)
    assert "rotate(-90" in svg(layout(Sop(Identity(), actors=actors, steps=steps), "a4-portrait"))


@pytest.mark.parametrize("state", ["current", "late", "returned", "done"])
def test_a_word_stays_inside_its_symbol_in_whatever_font_a_reader_has(state: str) -> None:
    """A machine without the font of the form takes a wider one; the word is then drawn in the room that it has."""
    sop = template("dinas")
    root = drawn(svg(layout(sop, "screen"), states={step.id or "": state for step in sop.steps}))
    written = [
        (word, box)
        for step in classes(root, "shape")
        for word in classes(step, "shape-word")
        for box in classes(step, "symbol")
        if box.get("width")
    ]
    assert written
    assert all(float(word.get("textLength", "inf")) <= 0.9 * float(box.get("width", 0)) for word, box in written)
