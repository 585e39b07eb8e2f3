"""Writes the process with its diagram as BPMN 2.0 XML."""

from collections.abc import Iterable
from typing import Final

from lxml import etree

from runtut.procedures.drawing import Box
from runtut.procedures.model import Sop
from runtut.procedures.printing.bpmn.grid import Diagram
from runtut.procedures.printing.bpmn.model import Node, Process, process

BPMN: Final = "http://www.omg.org/spec/BPMN/20100524/MODEL"
BPMNDI: Final = "http://www.omg.org/spec/BPMN/20100524/DI"
DC: Final = "http://www.omg.org/spec/DD/20100524/DC"
DI: Final = "http://www.omg.org/spec/DD/20100524/DI"
NAMESPACES: Final = {"bpmn": BPMN, "bpmndi": BPMNDI, "dc": DC, "di": DI}
LABEL: Final = (60.0, 14.0)


def bpmn(sop: Sop) -> bytes:
    """One pool with a lane for each actor; a viewer shows it without laying it out again."""
    made = process(sop)
    root = etree.Element(f"{{{BPMN}}}definitions", {"id": "sop", "targetNamespace": "urn:runtut:sop"}, nsmap=NAMESPACES)
    collaboration = _sub(root, "collaboration", id="collaboration")
    _sub(collaboration, "participant", id="pool", name=made.name, processRef="process")
    _process(root, made)
    _diagram(root, made)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _sub(parent: etree._Element, tag: str, space: str = BPMN, /, **attributes: object) -> etree._Element:
    return etree.SubElement(parent, f"{{{space}}}{tag}", {key: str(value) for key, value in attributes.items()})


def _process(root: etree._Element, made: Process) -> None:
    within = _sub(root, "process", id="process", isExecutable="false")
    lanes = _sub(within, "laneSet", id="lanes")
    for at, name in enumerate(made.lanes):
        lane = _sub(lanes, "lane", id=f"lane-{at + 1}", name=name)
        for node in made.nodes:
            if node.lane == at:
                _sub(lane, "flowNodeRef").text = node.id
    for at, node in enumerate(made.nodes):
        _node(within, made, at, node)
    for flow in made.flows:
        named = {"name": flow.name} if flow.name else {}
        _sub(within, "sequenceFlow", id=flow.id, **named, **_ends(made.nodes[flow.source].id, made.nodes[flow.target].id))
    _remarks(within, made)


def _ends(source: str, target: str) -> dict[str, str]:
    return {"sourceRef": source, "targetRef": target}


def _node(within: etree._Element, made: Process, at: int, node: Node) -> None:
    drawn = _sub(within, node.kind, id=node.id, name=node.name)
    if node.documentation or node.remark:
        _sub(drawn, "documentation").text = "\n".join(words for words in (node.documentation, node.remark) if words)
    for flow in made.flows:
        if flow.target == at:
            _sub(drawn, "incoming").text = flow.id
    for flow in made.flows:
        if flow.source == at:
            _sub(drawn, "outgoing").text = flow.id


def _remarks(within: etree._Element, made: Process) -> None:
    remarked = [node for node in made.nodes if node.remark]
    for node in remarked:
        _sub(_sub(within, "textAnnotation", id=f"remark-{node.id}"), "text").text = node.remark
    for node in remarked:
        _sub(within, "association", id=f"with-{node.id}", **_ends(node.id, f"remark-{node.id}"))


def _diagram(root: etree._Element, made: Process) -> None:
    drawn = Diagram(made)
    plane = _sub(_sub(root, "BPMNDiagram", BPMNDI, id="diagram"), "BPMNPlane", BPMNDI, id="plane", bpmnElement="collaboration")
    _shape(plane, "pool", drawn.pool, isHorizontal="true")
    for at in range(len(made.lanes)):
        _shape(plane, f"lane-{at + 1}", drawn.lane(at), isHorizontal="true")
    for at, node in enumerate(made.nodes):
        box = drawn.node(at)
        shape = _shape(plane, node.id, box, **({"isMarkerVisible": "true"} if node.kind == "exclusiveGateway" else {}))
        if node.kind != "task":
            over = node.kind == "exclusiveGateway"
            width = 100.0 if over else LABEL[0]
            _label(
                shape, Box(box.cx - width / 2, box.y - 32.0 if over else box.bottom + 5.0, width, 28.0 if over else LABEL[1])
            )
        if node.remark:
            _shape(plane, f"remark-{node.id}", drawn.remark(at))
    for flow, way in zip(made.flows, drawn.ways, strict=True):
        edge = _edge(plane, flow.id, way)
        if flow.name:
            _label(edge, _beside(way))
    for at, node in enumerate(made.nodes):
        if node.remark:
            task, remark = drawn.node(at), drawn.remark(at)
            x = max(task.cx, remark.x + 10.0)
            _edge(plane, f"with-{node.id}", ((x, task.y), (x, remark.bottom)))


def _shape(plane: etree._Element, of: str, box: Box, **more: str) -> etree._Element:
    shape = _sub(plane, "BPMNShape", BPMNDI, id=f"shape-{of}", bpmnElement=of, **more)
    _bounds(shape, box)
    return shape


def _bounds(parent: etree._Element, box: Box) -> None:
    _sub(parent, "Bounds", DC, x=_say(box.x), y=_say(box.y), width=_say(box.width), height=_say(box.height))


def _say(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _edge(plane: etree._Element, of: str, way: Iterable[tuple[float, float]]) -> etree._Element:
    edge = _sub(plane, "BPMNEdge", BPMNDI, id=f"edge-{of}", bpmnElement=of)
    for x, y in way:
        _sub(edge, "waypoint", DI, x=_say(x), y=_say(y))
    return edge


def _label(parent: etree._Element, box: Box) -> None:
    _bounds(_sub(parent, "BPMNLabel", BPMNDI), box)


def _beside(way: tuple[tuple[float, float], ...]) -> Box:
    """Just after the flow leaves its gateway: above a way to the right, beside a way down."""
    (x1, y1), (_, y2) = way[0], way[1]
    return Box(x1 + 4.0, y1 - 16.0, 34.0, 14.0) if y1 == y2 else Box(x1 + 4.0, y1 + 3.0, 34.0, 14.0)
