"""One measured figure."""

from dataclasses import asdict, dataclass
from statistics import quantiles

import orjson


@dataclass(frozen=True)
class Line:
    """`ratio` is value to `limit` (both in `unit`), where the run measured a limit or a peer; `bar` what it must reach.

    What could not be measured has no value, only a note that says why.
    """

    name: str
    value: float | None = None
    unit: str | None = None
    limit: float | None = None
    ratio: float | None = None
    bar: str | None = None
    note: str | None = None

    def json(self) -> str:
        rounded = {key: round(value, 4) if isinstance(value, float) else value for key, value in asdict(self).items()}
        return orjson.dumps({key: value for key, value in rounded.items() if value is not None}).decode()


def middle(times: list[float]) -> float:
    """The median, in the unit given."""
    return quantiles(times, n=2)[0]
