"""The sheets that a drawing can be made for, and the sizes of what stands on them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sizes:
    """Sizes inside the actor columns; `across` scales what lies side by side when many columns share a sheet.

    Labels shrink less (`labels`), because they must be read.
    """

    across: float = 1.0
    labels: float = 1.0
    box: tuple[float, float] = (13.0, 6.4)
    diamond: tuple[float, float] = (17.0, 8.6)
    offpage: tuple[float, float] = (6.4, 6.6)
    edge: float = 1.5
    clearance: float = 2.3
    lane: float = 1.7
    label: float = 2.3
    arrow: float = 1.9

    def shape(self, kind: str) -> tuple[float, float]:
        width, height = {"decision": self.diamond, "offpage": self.offpage}.get(kind, self.box)
        return width * self.across, height


NARROW = Sizes(box=(11.0, 6.0), diamond=(14.5, 8.0), edge=1.1, clearance=2.0, lane=1.5, label=2.0)
TINY = Sizes(box=(12.0, 4.6), diamond=(15.0, 6.4), label=0.01)


@dataclass(frozen=True)
class Paper:
    """Millimetres; a height of None is one continuous page for the screen."""

    name: str
    width: float
    height: float | None
    margin: float
    size: float = 3.0
    heading: bool = True
    text_columns: bool = True
    sizes: Sizes = Sizes()

    @property
    def table_width(self) -> float:
        return self.width - 2 * self.margin


PAPERS = {
    paper.name: paper
    for paper in (
        Paper("screen", 282, None, 1, heading=False),
        Paper("a4-landscape", 297, 210, 10),
        Paper("a4-portrait", 210, 297, 9, size=2.5, sizes=NARROW),
        Paper("f4-landscape", 330, 215, 10),
        Paper("f4-portrait", 215, 330, 9, size=2.5, sizes=NARROW),
        Paper("thumbnail", 100, None, 2, heading=False, text_columns=False, sizes=TINY),
    )
}
