"""The pass: which pemda and OPDs one transaction may see, signed for that transaction alone."""

import hashlib
import hmac
from dataclasses import dataclass
from uuid import UUID

WHOLE_PEMDA = "*"


@dataclass(frozen=True)
class Pass:
    """`opds` are ids as text; ("*",) is the whole pemda, () none yet. `operator` may write lookup tables."""

    pemda: UUID | None = None
    opds: tuple[str, ...] = ()
    read_only: bool = False
    operator: bool = False

    @classmethod
    def whole(cls, pemda: UUID) -> "Pass":
        return cls(pemda, (WHOLE_PEMDA,))

    def signed(self, moment: str, key: bytes) -> str:
        """`moment` is backend pid and transaction start: a copied pass is worthless in any other transaction."""
        body = "|".join((moment, str(self.pemda or ""), ",".join(self.opds), "operator" if self.operator else ""))
        return f"{body}~{hmac.new(key, body.encode(), hashlib.sha256).hexdigest()}"


NOBODY = Pass()


def pads(key: bytes) -> tuple[bytes, bytes]:
    """The two HMAC paddings (RFC 2104) that PostgreSQL needs to check a pass with its own sha256()."""
    block = key.ljust(64, b"\0")
    return bytes(byte ^ 0x36 for byte in block), bytes(byte ^ 0x5C for byte in block)
