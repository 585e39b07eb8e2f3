"""Coordinates of the BPMN diagram: every node has a column of its own, every lane room for the ways below its nodes."""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from runtut.procedures.drawing import Box, metrics
from runtut.procedures.drawing.picture import Point
from runtut.procedures.printing.bpmn.model import Process, Sequence

SIZES: Final = {
    "task": (140.0, 80.0),
    "startEvent": (36.0, 36.0),
    "endEvent": (36.0, 36.0),
    "exclusiveGateway": (50.0, 50.0),
}
COLUMN: Final = {"task": 190.0, "startEvent": 86.0, "endEvent": 86.0, "exclusiveGateway": 120.0}
LEFT, TOP, TITLE = 160.0, 80.0, 30.0
OVER, GAP, UNDER, CHANNEL = 30.0, 12.0, 40.0, 14.0
LETTERS, LINE = 12.0, 15.0


@dataclass(frozen=True)
class Band:
    """A lane: where it begins, where the middle of its nodes is, where its first channel runs, how high it is."""

    top: float
    middle: float
    channel: float
    height: float


class Diagram:
    def __init__(self, process: Process) -> None:
        self.process = process
        names = [node.name for node in process.nodes if node.kind == "task"]
        self.tall = max([SIZES["task"][1], *(_tall(name) for name in names)])
        lanes = [node.lane for node in process.nodes]
        self.met = {way.target for way in process.flows if self._jumps(way) and lanes[way.source] < lanes[way.target]}
        self.bands = self._bands()
        self.columns = self._columns()
        self.channels: Counter[int] = Counter()
        self.landings: Counter[int] = Counter()
        self.ways = [self._way(flow) for flow in process.flows]

    @property
    def pool(self) -> Box:
        last = self.bands[-1]
        return Box(LEFT - TITLE, TOP, self.width + TITLE, last.top + last.height - TOP)

    @property
    def width(self) -> float:
        return self.columns[-1] - LEFT + 40.0

    def lane(self, at: int) -> Box:
        return Box(LEFT, self.bands[at].top, self.width, self.bands[at].height)

    def node(self, at: int) -> Box:
        node = self.process.nodes[at]
        width, height = SIZES[node.kind]
        height = self.tall if node.kind == "task" else height
        middle = self.columns[at] + COLUMN[node.kind] / 2
        return Box(middle - width / 2, self.bands[node.lane].middle - height / 2, width, height)

    def remark(self, at: int) -> Box:
        """Above its task; beside the ways that come in from above."""
        task, words = self.node(at), self.process.nodes[at].remark
        left = task.cx + GAP / 2 if at in self.met else task.x
        width = task.right + 2 * GAP - left
        height = _tall(words, width)
        return Box(left, task.y - height - GAP, width, height)

    def _bands(self) -> list[Band]:
        bands, top = [], TOP
        for lane in range(len(self.process.lanes)):
            remarks = [self._over(at) for at, node in enumerate(self.process.nodes) if node.lane == lane and node.remark]
            over = OVER + max(remarks, default=0.0)
            jumps = sum(self._jumps(flow) and self.process.nodes[flow.source].lane == lane for flow in self.process.flows)
            height = over + self.tall + UNDER + CHANNEL * jumps
            bands.append(Band(top, top + over + self.tall / 2, top + over + self.tall + UNDER - 10.0, height))
            top += height
        return bands

    def _over(self, at: int) -> float:
        width = SIZES["task"][0] / (2 if at in self.met else 1) + 1.5 * GAP
        return _tall(self.process.nodes[at].remark, width) + GAP

    def _columns(self) -> list[float]:
        """Where each node's column begins, and where the last one ends."""
        starts = [LEFT + 30.0]
        for node in self.process.nodes:
            starts.append(starts[-1] + COLUMN[node.kind])
        return starts

    def _jumps(self, flow: Sequence) -> bool:
        return flow.target != flow.source + 1

    def _way(self, flow: Sequence) -> tuple[Point, ...]:
        source, target = self.node(flow.source), self.node(flow.target)
        if self._jumps(flow):
            return self._around(flow, source, target)
        if source.cy == target.cy:
            return (source.right, source.cy), (target.x, target.cy)
        between = self.columns[flow.target]
        return (source.right, source.cy), (between, source.cy), (between, target.cy), (target.x, target.cy)

    def _around(self, flow: Sequence, source: Box, target: Box) -> tuple[Point, ...]:
        """Down into the channels of its lane, along, and into the target from below or above, each at a place of its own."""
        lane, to = self.process.nodes[flow.source].lane, self.process.nodes[flow.target].lane
        y = self.bands[lane].channel + CHANNEL * self.channels[lane]
        self.channels[lane] += 1
        x = target.cx - 12.0 * (self.landings[flow.target] + 1) + 6.0
        self.landings[flow.target] += 1
        x = max(x, target.x + 6.0)
        arrival = target.y if to > lane else target.bottom
        return (source.cx, source.bottom), (source.cx, y), (x, y), (x, arrival)


def _tall(words: str, width: float = SIZES["task"][0]) -> float:
    """As many lines as a viewer breaks them into."""
    return LINE * len(metrics.lines(words, width - 14.0, LETTERS)) + 14.0
