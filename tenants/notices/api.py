"""Messages for programs."""

from uuid import UUID

from flask.views import MethodView

from runtut.permissions import MEMBER, here, needs
from runtut.web.api import Doors
from tenants.notices import service
from tenants.notices.models import Notice
from tenants.notices.schemas import NoticeOutput, ReadInput, ReadOutput

doors = Doors("notices", "Pesan")


@doors.route("/notices")
class Notices(MethodView):
    @needs(MEMBER)
    @doors.gives(200, NoticeOutput(many=True), "Pesan untuk pemilik sesi, yang belum dibaca lebih dahulu")
    @doors.may_refuse(401, 403, 404)
    def get(self) -> list[Notice]:
        """What was told to the person who is signed in."""
        return service.notices_of(here().standing.official_id)


@doors.route("/notices/read")
class ReadMark(MethodView):
    @needs(MEMBER)
    @doors.takes(ReadInput)
    @doors.gives(200, ReadOutput, "Ditandai sudah dibaca")
    @doors.may_refuse(401, 403, 404, 422)
    def put(self, data: dict[str, UUID | None]) -> dict[str, int]:
        """Mark one message as read, or all."""
        return {"count": service.mark_read(here().standing.official_id, data["notice"])}
