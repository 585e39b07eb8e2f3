"""What a clone is compared with next time: theirs, except where nothing was decided yet."""

from runtut.procedures.merging.applying import apply
from runtut.procedures.merging.change import THEIRS, Decisions, Merge
from runtut.procedures.merging.comparing import merge as merged
from runtut.procedures.model import Sop


def rebased(merge: Merge, decisions: Decisions) -> Sop:
    """The base with every change of theirs that was decided, either way; undecided ones will be offered again."""
    choices = merge.decided(decisions)
    open_places = {
        change.place[:2] if change.kind == "restore" else change.place for change in merge.changes if change.key not in choices
    }
    whole = merged(merge.base.sop, merge.base.sop, merge.theirs.sop)
    settled = {
        change.key: THEIRS
        for change in whole.questions
        if change.place not in open_places and change.place[:2] not in open_places
    }
    return apply(whole, settled)
