"""A clone in an office, and the operator who publishes a newer version of its template."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from runtut.database import db
from runtut.library import service as library
from runtut.tenancy import Pass, enter
from runtut.tenancy.binding import bound
from tenants.sops import service
from tenants.sops.models import SopVersion

ADMIN = "admin@setda.13.01"
Publish = Callable[[Callable[[dict[str, Any]], object]], int]


@pytest.fixture
def clone(at: Callable[..., Any]) -> SopVersion:
    """A draft of Diskopnaker, taken over by the admin."""
    place = at(ADMIN, "diskopnaker")
    version = service.clone(place.opd.id, "dinas", "monev-uji", "Pemantauan Kinerja Uji")
    db.session.commit()
    return version


@pytest.fixture
def publish() -> Publish:
    """`publish(change)`: the next version of the template "dinas", changed by a function; answers its number."""

    def published(change: Callable[[dict[str, Any]], object]) -> int:
        before = bound()
        content = deepcopy(library.template_by_slug("dinas").content)
        change(content)
        enter(Pass(operator=True))
        assert library.publish("dinas", "dinas", content, note="Disesuaikan")
        db.session.commit()
        enter(before)
        return library.template_by_slug("dinas").version

    return published
