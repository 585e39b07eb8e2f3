"""The BPMN model: valid by the schema and by bpmn.io, every step in its lane, nothing drawn over anything."""

from collections import Counter
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import bpmn_io
import pytest
import SpiffWorkflow
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from playwright.sync_api import Browser

from runtut.procedures import Identity, Sop, StandardTime, Step
from runtut.procedures.drawing import Box
from runtut.procedures.model import PARTS, SHAPES
from runtut.procedures.printing.bpmn import bpmn
from runtut.procedures.printing.bpmn.grid import Diagram
from runtut.procedures.printing.bpmn.model import NOBODY, process

SCHEMA = Path(SpiffWorkflow.__file__).parent / "bpmn/parser/schema/BPMN20.xsd"
NS = {"b": "http://www.omg.org/spec/BPMN/20100524/MODEL", "di": "http://www.omg.org/spec/BPMN/20100524/DI"}


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(SCHEMA)))


@pytest.fixture(scope="module")
def model(archive_sop: Sop) -> Any:
    return etree.fromstring(bpmn(archive_sop))


def found(tree: Any, path: str) -> list[Any]:
    return list(tree.xpath(path, namespaces=NS))


def test_it_is_valid_by_the_schema_and_imports_without_a_warning(archive_sop: Sop, schema: etree.XMLSchema) -> None:
    made = bpmn(archive_sop)
    schema.assertValid(etree.fromstring(made))
    report = bpmn_io.check(made.decode())
    assert (report.ok, report.errors, report.warnings) == (True, [], [])


VIEWER = Path(next(iter(find_spec("django_bpmn").submodule_search_locations or []))) / "static/django_bpmn/js"  # type: ignore[union-attr]
SHOW = """async xml => {
  const viewer = new BpmnJS({ container: "#diagram" });
  const { warnings } = await viewer.importXML(xml);
  const drawn = viewer.get("elementRegistry").filter(one => one.type !== "label" && !one.id.startsWith("__implicit"));
  return { warnings: warnings.map(String), drawn: Object.fromEntries(drawn.map(one => [one.id, one.type.slice(5)])) };
}"""


def test_the_viewer_of_bpmn_io_shows_every_lane_step_and_way(archive_sop: Sop, browser: Browser, shots: Path) -> None:
    page = browser.new_page(viewport={"width": 1600, "height": 900})
    page.set_content('<div id="diagram" style="height: 880px"></div>')
    page.add_script_tag(path=VIEWER / "bpmn-modeler.development.js")
    made = bpmn(archive_sop)
    seen = page.evaluate(SHOW, made.decode())
    page.screenshot(path=shots / "bpmn-1600.png")
    page.close()
    wanted = {one.get("bpmnElement") for one in found(etree.fromstring(made), "//di:BPMNShape | //di:BPMNEdge")}
    assert seen["warnings"] == []
    assert wanted <= set(seen["drawn"])
    kinds = Counter(seen["drawn"].values())
    assert kinds["Lane"] == len(archive_sop.actors)
    assert (kinds["StartEvent"], kinds["EndEvent"]) == (1, 1)


def test_each_actor_has_a_lane_with_the_steps_that_enter_it(archive_sop: Sop, model: Any) -> None:
    assert found(model, "//b:participant/@name") == ["Penataan Arsip Dinamis"]
    assert found(model, "//b:lane/@name") == list(archive_sop.actors)
    secretary = found(model, "//b:lane[@name='Sekretaris']/b:flowNodeRef/text()")
    assert secretary == [f"task-langkah-{no}" for no in ("02", "06", "08")] + ["gateway-langkah-08", "task-langkah-12"]


def test_decisions_lead_on_with_yes_and_back_with_no(model: Any) -> None:
    ways = found(model, "//b:sequenceFlow[@sourceRef='gateway-langkah-09']")
    assert {way.get("name"): way.get("targetRef") for way in ways} == {"Ya": "task-langkah-10", "Tidak": "task-langkah-05"}
    assert len(found(model, "//b:startEvent")) == len(found(model, "//b:endEvent")) == 1


def test_measures_are_documentation_and_partners_stand_beside_their_task(model: Any) -> None:
    (told,) = found(model, "//b:task[@id='task-langkah-06']/b:documentation/text()")
    assert told.startswith("Kelengkapan: Daftar usul musnah\nWaktu: 3 jam\nOutput: Notulen rapat")
    assert found(model, "//b:textAnnotation[@id='remark-task-langkah-06']/b:text/text()") == [
        "Bersama Kepala Bidang Pelayanan (ikut serta), Arsiparis (ikut serta)"
    ]


def test_a_step_without_actor_has_a_lane_that_says_so() -> None:
    made = process(Sop(Identity(), actors=("Staf",), steps=(Step(1, "Satu"), Step(2, "Dua", actors=("Staf",), on_return=1))))
    assert made.lanes == ["Staf", NOBODY]
    assert [(flow.name, made.nodes[flow.target].id) for flow in made.flows][-1] == ("Kembali", "task-row-1")
    assert process(Sop(Identity())).lanes == [NOBODY]


@st.composite
def sops(draw: st.DrawFn) -> Sop:
    count = draw(st.integers(0, 12))
    actors = [f"Pelaksana {at}" for at in range(draw(st.integers(1, 5)))]
    places = st.none() | st.integers(1, max(count, 1))
    steps = []
    for no in range(1, count + 1):
        own = tuple(draw(st.lists(st.sampled_from(actors), max_size=3, unique=True)))
        parts = {actor: draw(st.sampled_from(PARTS)) for actor in own}
        next, back = draw(places), draw(places)
        time = StandardTime("<1 & 2 hari>", 2, "day")
        steps.append(
            Step(
                no,
                f"Kegiatan “{no}” <&>",
                f"s {no}",
                own,
                parts,
                shape=draw(st.sampled_from(SHAPES)),
                time=time,
                next=next,
                on_return=back,
            )
        )
    return Sop(Identity(title="Judul <&>"), actors=tuple(actors), steps=tuple(steps))


@settings(max_examples=40, deadline=None)
@given(sops())
def test_any_flow_is_valid_and_its_ways_cross_no_node(sop: Sop) -> None:
    made = bpmn(sop)
    assert bpmn_io.check(made.decode()).ok
    etree.XMLSchema(etree.parse(str(SCHEMA))).assertValid(etree.fromstring(made)) if not sop.steps else None
    drawn = Diagram(process(sop))
    boxes = [drawn.node(at) for at in range(len(drawn.process.nodes))]
    for box in boxes:
        assert not [other for other in boxes if other is not box and box.overlaps(other)]
        assert box.x >= drawn.lane(0).x and box.right <= drawn.pool.right and box.bottom <= drawn.pool.bottom
    for way in drawn.ways:
        for (x1, y1), (x2, y2) in pairwise(way):
            piece = Box(min(x1, x2), min(y1, y2), abs(x1 - x2), abs(y1 - y2))
            assert x1 == x2 or y1 == y2
            assert not [box for box in boxes if box.overlaps(piece)]
