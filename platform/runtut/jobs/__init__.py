"""Work for later: an outbox in the same transaction, a relay that hands ids to Valkey, jobs that act once."""

from runtut.jobs.models import Outbox
from runtut.jobs.names import JobName
from runtut.jobs.outbox import later, prune, send
from runtut.jobs.running import job, run

__all__ = ["JobName", "Outbox", "job", "later", "prune", "run", "send"]
