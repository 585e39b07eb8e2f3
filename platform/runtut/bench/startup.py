"""How long the parts of a start take."""

from collections.abc import Iterator

from runtut.bench.ground import Site
from runtut.bench.lines import Line


def measure(site: Site) -> Iterator[Line]:
    for part, seconds in site.seconds.items():
        yield Line(f"start: {part}", seconds, "s")
    yield Line("start: from an installed environment to the first page", sum(site.seconds.values()), "s")
