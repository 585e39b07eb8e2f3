"""What a newer version of a template offers to an SOP that came from it; taking it over, declining it, undoing it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from runtut.database import db
from runtut.errors import Conflict, Invalid, NotFound
from runtut.events import record
from runtut.library.models import Template
from runtut.library.service import newest_of, template_by_id
from runtut.permissions import here
from runtut.procedures import Sop as Procedure
from runtut.procedures import from_json, to_json
from runtut.procedures.merging import (
    MINE,
    THEIRS,
    Applied,
    Change,
    Merge,
    UnknownDecisionError,
    applied,
    apply,
    merge,
    rebased,
)
from tenants.sops import service
from tenants.sops.editing import drafts
from tenants.sops.filling import as_of, filled
from tenants.sops.models import Sop, SopVersion
from tenants.sops.upgrading.models import SopTakeover
from tenants.sops.upgrading.standing import stands

Choices = Mapping[str, str]


@dataclass(frozen=True)
class Upgrade:
    """`version` is what is compared: the draft where there is one, else what is shown. `followed` is the version of the
    template that the SOP has been brought in line with, `newest` the one that is out now."""

    sop: Sop
    version: SopVersion
    followed: Template
    newest: Template
    merge: Merge

    @property
    def behind(self) -> bool:
        return bool(self.merge.changes)

    @property
    def locked(self) -> bool:
        """Handed in for review: nothing is taken over before it comes back."""
        return self.version.state in ("review", "approved")

    @property
    def why_locked(self) -> str:
        """What has to be done first; it ends with a comma."""
        if self.version.state == "review":
            return f"Versi {self.version.number} sedang direviu. Tarik kembali dahulu,"
        said = "sudah disahkan dan menunggu tanggal berlakunya. Tunggu sampai berlaku, atau batalkan dahulu pengesahannya,"
        return f"Versi {self.version.number} {said}"


@dataclass(frozen=True)
class Taken:
    """What became of decisions: the draft, None when everything was declined, and how many of each."""

    draft: SopVersion | None
    taken: int
    declined: int
    left: int
    result: Applied


def upgrade_of(sop: Sop, again: bool = False, version: SopVersion | None = None) -> Upgrade:
    """What is offered now, to `version` or to the one that is compared; `again` also asks what was declined. NotFound for
    an SOP that is no clone."""
    version = version or drafts.open_version(sop) or service.shown_version(sop)
    origin = origin_of(sop, version)
    newest = newest_of(origin.slug) if origin else None
    if origin is None or newest is None:
        raise NotFound("SOP ini tidak berasal dari pustaka, jadi tidak ada perubahan templat untuknya.")
    done = takeovers(sop, version)
    own = from_json(version.content)
    base = from_json(done[-1].base) if done else filled(origin, sop.opd_id)
    followed = template_by_id(done[-1].template_id) if done else origin
    refused = () if again else declined_in(all_takeovers(sop))
    found = merge(as_of(base, own), own, as_of(filled(newest, sop.opd_id), own), refused)
    return Upgrade(sop, version, followed, newest, found)


def origin_of(sop: Sop, version: SopVersion) -> Template | None:
    """The template from which the SOP was cloned."""
    ids = [one.template_id for one in (version, *service.versions_of(sop)) if one.template_id is not None]
    return template_by_id(ids[-1]) if ids else None


def all_takeovers(sop: Sop) -> list[SopTakeover]:
    """Those that were not undone, the first one first."""
    mine = SopTakeover.sop_id == sop.id, SopTakeover.undone_at.is_(None)
    return list(db.session.scalars(select(SopTakeover).where(*mine).order_by(SopTakeover.at, SopTakeover.id)))


def takeovers(sop: Sop, version: SopVersion) -> list[SopTakeover]:
    """Those that stand in the line of `version`: not in a draft that was given up, nor undone in the editor."""
    line = {one.id for one in service.versions_of(sop) if one.number <= version.number and not given_up(one)}
    return [one for one in all_takeovers(sop) if one.version_id in line and stands(one, version)]


def given_up(version: SopVersion) -> bool:
    """Never in force: it was thrown away, or its approval was cancelled before its day came."""
    return version.state == "discarded" or version.cancelled


def declined_in(done: Iterable[SopTakeover]) -> frozenset[str]:
    """Fingerprints of what was refused: the same offer is not made twice."""
    return frozenset(said["fingerprint"] for one in done for said in one.decisions.values() if said["choice"] == MINE)


def preview(found: Upgrade, choices: Choices) -> Applied:
    try:
        return applied(found.merge, choices)
    except UnknownDecisionError as wrong:
        said = "Perubahan ini tidak ditawarkan lagi, atau tidak dapat diputuskan begitu; muat ulang halaman."
        raise Invalid("Keputusan tidak cocok dengan perubahan yang ditawarkan.", {f"decisions.{wrong.key}": [said]}) from wrong


def take(found: Upgrade, number: int, choices: Choices) -> Taken:
    """Keep the decisions: what is taken goes into the draft (a revision begins where there is none), what is declined is
    not asked again, what was not decided will be. The version in force and running cycles stay as they are."""
    _require_open(found, number, choices)
    result = preview(found, choices)
    before = to_json(from_json(found.version.content))
    draft = _held(found.version) if found.version.state == "draft" else None
    if to_json(result.sop) != before:
        draft = draft or drafts.revise(found.sop, f"Mengambil perubahan templat versi {number} dari pustaka")
        result = Applied(as_of(result.sop, from_json(draft.content)), result.repairs)
        before = draft.content
        drafts.save(draft, draft.revision, drafts.prepared(to_json(result.sop)))
    kept = draft or found.version
    _remember(found, kept, before, choices)
    decided = found.merge.decided(choices)
    asked = [decided.get(change.key) for change in found.merge.questions]
    declined = asked.count(MINE)
    left = asked.count(None)
    return Taken(draft, len(asked) - declined - left, declined, left, result)


def _held(draft: SopVersion) -> SopVersion:
    """Nobody else writes on it until this transaction ends, and nobody has since it was compared."""
    compared = draft.revision
    db.session.refresh(draft, with_for_update=True)
    if draft.revision != compared or draft.state != "draft":
        raise Conflict("Draf ini baru saja diubah orang lain; muat ulang halaman, lalu putuskan lagi.")
    return draft


def _require_open(found: Upgrade, number: int, choices: Choices) -> None:
    if number != found.newest.version:
        raise Conflict(f"Pustaka sudah memuat versi {found.newest.version}; muat ulang halaman dan periksa lagi.")
    if found.locked:
        raise Conflict(f"{found.why_locked} lalu ambil perubahannya.")
    if not choices:
        raise Invalid("Belum ada yang diputuskan.", {"decisions": ["Putuskan sedikitnya satu perubahan."]})


def _remember(found: Upgrade, version: SopVersion, before: dict[str, Any], choices: Choices) -> None:
    decided = found.merge.decided(choices)
    said = {change.key: _said(change, decided[change.key]) for change in found.merge.changes if change.key in decided}
    db.session.add(
        SopTakeover(
            opd_id=found.sop.opd_id, sop_id=found.sop.id, version_id=version.id, template_id=found.newest.id,
            base=to_json(rebased(found.merge, choices)), before=before, after=version.content, decisions=said,
            official_id=here().standing.official_id,
        )
    )  # fmt: skip
    db.session.flush()
    told = {
        "template": found.newest.slug,
        "template_version": found.newest.version,
        "version": version.number,
        "decisions": said,
    }
    record("sop.upgraded", f"sop:{found.sop.id}", found.sop.opd_id, told)


def _said(change: Change, choice: str) -> dict[str, str]:
    return {
        "choice": choice, "fingerprint": change.fingerprint, "kind": change.kind,
        "place": ".".join(part for part in change.place if part),
    }  # fmt: skip


def last_takeover(sop: Sop) -> SopTakeover | None:
    """The one that can be undone: it is the newest, and its version is still a draft or took nothing over."""
    version = drafts.open_version(sop) or service.shown_version(sop)
    done = takeovers(sop, version)
    if not done or done[-1].version_id != version.id:
        return None
    return done[-1] if version.state == "draft" or done[-1].before == done[-1].after else None


def undo(sop: Sop, takeover_id: UUID | None = None) -> SopVersion:
    """Give back what the last takeover changed and forget what it declined; what was edited since stays. With an id only
    that one: a second click does not undo the one before."""
    version = drafts.open_version(sop) or service.shown_version(sop)
    db.session.refresh(version, with_for_update=True)
    last = last_takeover(sop)
    if last is None or takeover_id not in (None, last.id):
        raise Conflict("Pengambilan ini sudah diurungkan, atau tidak dapat diurungkan lagi.")
    if last.before != last.after:
        now, before, after = (from_json(content) for content in (version.content, last.before, last.after))
        back = merge(after, now, before)
        result = apply(back, {one.key: MINE if one.conflict else THEIRS for one in back.questions})
        drafts.save(version, version.revision, drafts.prepared(to_json(result)))
    last.undone_at = datetime.now(UTC)
    db.session.flush()
    record("sop.upgrade_undone", f"sop:{sop.id}", sop.opd_id, {"takeover": str(last.id), "version": version.number})
    return version


def history_of(followed: Template, opd_id: Any) -> Sequence[tuple[int, Procedure]]:
    """The versions of the template up to the one that is followed, oldest first, in the words of the OPD."""
    mine = Template.slug == followed.slug, Template.version <= followed.version
    rows = db.session.scalars(select(Template).where(*mine).order_by(Template.version))
    return [(row.version, filled(row, opd_id)) for row in rows]
