"""A retried request acts once: the first answer is kept under its key and given again."""

from runtut.idempotency.models import IdempotentAnswer
from runtut.idempotency.service import Attempt, begin, keep, prune

__all__ = ["Attempt", "IdempotentAnswer", "begin", "keep", "prune"]
