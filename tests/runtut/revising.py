"""The draft of the demo's SOP that the tests of one installation share: whoever comes first begins it."""

import contextlib
from typing import Any

from runtut.demo.client import Refused
from runtut.demo.office import SOP, Office


def revised(office: Office, reason: str) -> dict[str, Any]:
    """The draft, begun for this reason unless another test left one."""
    writer, sop = office.person("kasubag.program"), f"{office.path}/sops/{SOP}"
    with contextlib.suppress(Refused):
        writer.send("POST", f"{sop}/revisions", {"reason": reason})
    draft: dict[str, Any] = writer.get(f"{sop}/draft")
    return draft
