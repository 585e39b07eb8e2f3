"""Every table of the product, imported once so that the metadata is whole."""

from runtut.auth import models as auth
from runtut.directory import models as directory
from runtut.events import models as events
from runtut.idempotency import models as idempotency
from runtut.jobs import models as jobs
from runtut.library import models as library
from tenants.cycles import models as cycles
from tenants.documents import models as documents
from tenants.evidence import models as evidence
from tenants.indicators import models as indicators
from tenants.institutions import models as institutions
from tenants.notices import models as notices
from tenants.people import models as people
from tenants.sops import models as sops
from tenants.sops.checking import models as sop_checks
from tenants.sops.offering import models as sop_offers
from tenants.sops.printing import models as sop_prints
from tenants.sops.upgrading import models as sop_takeovers

ALL = (
    directory, library, auth, events, jobs, idempotency,
    institutions, people, notices, evidence, documents, sops, sop_checks, sop_prints, sop_takeovers, sop_offers,
    indicators, cycles,
)  # fmt: skip
