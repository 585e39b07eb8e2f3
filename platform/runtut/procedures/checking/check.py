"""Checks an SOP against every rule of the catalogue that is switched on."""

from collections.abc import Iterator
from dataclasses import dataclass

from runtut.procedures.checking.context import Context, Waiver
from runtut.procedures.checking.owner import is_template
from runtut.procedures.checking.places import ABSENT, in_order, value_at
from runtut.procedures.checking.rule import RULES, Rule
from runtut.procedures.model import Finding, Sop

NOT_CHECKED = ("narrative", "service_standard", "iso_procedure", "other")
NOTHING = Context()


@dataclass(frozen=True)
class Waived:
    finding: Finding
    waiver: Waiver


@dataclass(frozen=True)
class Review:
    """What still stands, and what somebody has waived with a reason; both in the order of the document."""

    findings: tuple[Finding, ...]
    waived: tuple[Waived, ...] = ()


def check(sop: Sop, context: Context = NOTHING) -> tuple[Finding, ...]:
    """The findings that stand, in the order of the document; empty for a document that is no SOP."""
    return review(sop, context).findings


def review(sop: Sop, context: Context = NOTHING) -> Review:
    found = {(finding.code, finding.at, finding.evidence): finding for finding in _all(sop, context)}
    standing, waived = [], []
    for finding in sorted(found.values(), key=lambda one: (in_order(one.at), one.code or "")):
        waiver = next((one for one in context.waivers if one.holds(sop, finding)), None)
        if waiver is None:
            standing.append(finding)
        else:
            waived.append(Waived(finding, waiver))
    return Review(tuple(standing), tuple(waived))


def _all(sop: Sop, context: Context) -> Iterator[Finding]:
    """What the reader saw, then what our own rules see; the same at the same place is told once."""
    yield from (finding for finding in sop.findings if _still_true(sop, finding) and finding.code not in context.disabled)
    if sop.kind in NOT_CHECKED:
        return
    for rule in RULES.values():
        if rule.look is not None and rule.code not in context.disabled and _applies(rule, sop):
            for hit in rule.look(sop, context):
                yield Finding(rule.code, hit.severity or rule.severity, hit.at, hit.message, hit.evidence)


def _still_true(sop: Sop, finding: Finding) -> bool:
    """A reader's finding is kept where only the source shows it, unless its place is gone or its emptiness is filled."""
    rule = RULES.get(finding.code or "")
    if rule is not None and not rule.seen_in_source:
        return False
    value = value_at(sop, finding.at)
    if rule is not None and rule.code == "ID-04" and value not in (None, ABSENT):
        return False
    return value is not ABSENT or "[" not in finding.at


def _applies(rule: Rule, sop: Sop) -> bool:
    if rule.about in ("identity", "owner") and sop.kind == "sop_ap_table":
        return False
    return rule.about != "owner" or not is_template(sop)
