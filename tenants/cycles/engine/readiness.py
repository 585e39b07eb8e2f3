"""What keeps a plan from being run, found before the cycle is opened."""

from collections import Counter
from collections.abc import Iterator

from tenants.cycles.engine.plan import Closes, Part, Plan, PlannedStep
from tenants.cycles.engine.reading import SIGNING


def lacking(plan: Plan) -> dict[str, list[str]]:
    """Step id → sentences; empty when every step can be reached, worked on and completed, and the end is reached."""
    found: dict[str, list[str]] = {}
    for place, sentence in _faults(plan):
        found.setdefault(place, []).append(sentence)
    return found


def _faults(plan: Plan) -> Iterator[tuple[str, str]]:
    if not plan.steps:
        yield "steps", "SOP belum memiliki langkah."
        return
    if plan.straight[-1].next is not None:
        yield "steps", "Alur SOP berputar dan tidak sampai pada akhir; periksa langkah berikutnya."
    reachable = _reachable(plan)
    for step in plan.steps:
        if step.id not in reachable:
            yield step.id, f"Langkah {step.no} tidak pernah dicapai oleh alur."
        for sentence in _step_faults(plan, step):
            yield step.id, sentence


def _reachable(plan: Plan) -> set[str]:
    seen: set[str] = set()
    ahead = [plan.steps[0].id]
    while ahead:
        step_id = ahead.pop()
        if step_id not in seen:
            seen.add(step_id)
            step = plan.step(step_id)
            ahead += [*step.returns, *([step.next] if step.next else [])]
    return seen


def _step_faults(plan: Plan, step: PlannedStep) -> Iterator[str]:
    for actor in step.unfilled:
        yield f"Langkah {step.no}: pelaksana “{actor}” belum dipetakan ke jabatan."
    parts = Counter(share.part for share in step.shares)
    if not any(parts[part] for part in Part if part is not Part.JOINS):
        yield f"Langkah {step.no} belum memiliki pelaksana yang mengerjakan, memimpin, atau menandatangani."
    elif step.activity == SIGNING and not parts[Part.SIGNS] and not step.unfilled:
        yield f"Langkah {step.no} adalah penandatanganan, tetapi belum jelas siapa yang menandatangani; tandai pelaksananya."
    if step.closes is Closes.CHAIR and not parts[Part.CHAIRS]:
        yield f"Langkah {step.no} ditutup oleh ketua, tetapi ketuanya belum ditunjuk."
    for target in step.returns:
        if target == step.id or not plan.stretch(target, step.id):
            yield f"Langkah {step.no} tidak dapat dikembalikan ke langkah {plan.step(target).no}; alurnya tidak balik."
