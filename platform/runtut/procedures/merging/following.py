"""Which changes of the flow go with another change: an arrow to a new step comes and goes with that step."""

from collections.abc import Sequence
from dataclasses import replace

from runtut.procedures.merging.change import Change
from runtut.procedures.merging.document import FLOW


def with_followers(changes: Sequence[Change]) -> tuple[Change, ...]:
    heads = {(change.kind, change.item): change.key for change in changes if change.section == "steps" and not change.field}
    return tuple(replace(one, follows=_head(one, heads)) if _may_follow(one) else one for one in changes)


def _may_follow(change: Change) -> bool:
    return change.kind == "edit" and change.field in FLOW and not change.conflict


def _head(change: Change, heads: dict[tuple[str, str], str]) -> str | None:
    """The insertion that the arrow leads to, the deletion that it led to, or the move that turned it."""
    wanted = (
        ("insert", change.theirs), ("restore", change.theirs), ("delete", change.base),
        ("move", change.item), ("move", change.theirs), ("move", change.base),
    )  # fmt: skip
    return next((heads[one] for one in wanted if one in heads), None)
