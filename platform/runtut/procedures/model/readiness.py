"""What still keeps an SOP from being run: the stricter rules that a version in force must meet."""

from runtut.procedures.model.faults import Faults
from runtut.procedures.model.flow import reaches_end, unreached
from runtut.procedures.model.sop import Sop, Step


def obstacles(sop: Sop) -> dict[str, list[str]]:
    """Path → sentences; empty when a cycle can run this SOP from its first step to its end."""
    faults = Faults()
    if not sop.identity.title:
        faults.add("identity.title", "Judul SOP belum diisi.")
    if not sop.steps:
        faults.add("steps", "SOP belum memiliki langkah.")
    for place, step in enumerate(sop.steps):
        _check_step(step, place + 1, f"steps[{place}]", faults)
    _check_flow(sop, faults)
    return faults.found


def _check_step(step: Step, no: int, path: str, faults: Faults) -> None:
    empty = {
        "id": (step.id, "belum memiliki pengenal tetap"),
        "text": (step.text, "belum memiliki uraian kegiatan"),
        "activity": (step.activity, "belum memiliki kegiatan kerja"),
        "actors": (step.actors, "belum memiliki pelaksana"),
        "time": (step.time and step.time.minutes, "belum memiliki waktu baku dalam satuan kerja"),
    }
    for key, (value, lacking) in empty.items():
        if not value:
            faults.add(f"{path}.{key}", f"Langkah {no} {lacking}.")
    parts = [step.part(actor) for actor in step.actors]
    if parts and not {"does", "chairs"} & set(parts):
        faults.add(f"{path}.parts", f"Langkah {no} belum memiliki pelaksana yang mengerjakan atau memimpin.")
    if step.closes == "chair" and "chairs" not in parts:
        faults.add(f"{path}.closes", f"Langkah {no} ditutup oleh pimpinan rapat, tetapi pimpinannya belum ditunjuk.")
    if step.shape == "decision" and step.on_return is None:
        faults.add(f"{path}.on_return", f"Langkah {no} adalah keputusan; tunjuk langkah tujuan bila dikembalikan.")


def _check_flow(sop: Sop, faults: Faults) -> None:
    if sop.steps and not reaches_end(sop):
        faults.add("steps", "Alur berputar dan tidak pernah sampai pada akhir; periksa tujuan tiap langkah.")
    for place in unreached(sop):
        faults.add(f"steps[{place}]", f"Langkah {place + 1} tidak pernah dicapai oleh alur.")
    used = {actor for step in sop.steps for actor in step.actors}
    for place, actor in enumerate(sop.actors):
        if actor not in used:
            faults.add(f"actors[{place}]", f"Pelaksana “{actor}” tidak dipakai oleh langkah mana pun.")
