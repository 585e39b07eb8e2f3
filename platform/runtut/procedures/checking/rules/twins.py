"""Near-copies of another SOP."""

from runtut.procedures.checking.context import Context
from runtut.procedures.checking.copies import NearCopy
from runtut.procedures.checking.rule import OWN, Hit, Hits, rule
from runtut.procedures.checking.words import figure
from runtut.procedures.model import Sop

MOST_TOLD = 3


@rule(
    "DUP-01", "info", "Hampir sama dengan SOP lain",
    why="SOP yang disalin sering membawa cacat dan nama instansi asalnya.",
    mend="Bandingkan baris yang berbeda; sesuaikan isinya, atau ambil templat bersama dari pustaka.", source=OWN,
)  # fmt: skip
def is_a_near_copy(sop: Sop, context: Context) -> Hits:
    if context.copies is None:
        return
    for copy in context.copies.similar(sop, context.similar_from, context.lineage)[:MOST_TOLD]:
        yield Hit("steps", _said(copy), f"{copy.key} {copy.similarity:.3f}")


def _said(copy: NearCopy) -> str:
    rows = [str(row.here + 1) for row in copy.rows if row.here is not None]
    rest = f"; baris yang berbeda: {', '.join(rows)}" if rows else "; semua barisnya sama"
    return f"Isinya {figure(100 * copy.similarity)} % sama dengan “{copy.title}” ({copy.key}){rest}."
