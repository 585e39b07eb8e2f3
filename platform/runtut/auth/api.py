"""Sign-in for programs: bearer sessions."""

from flask import g, request
from flask.views import MethodView

from runtut.auth import service
from runtut.auth.schemas import AccountOutput, PasswordInput, SessionOutput, SignInInput
from runtut.directory.service import pemdas_by_id
from runtut.permissions import PUBLIC, SIGNED_IN, needs
from runtut.web.api import Doors

doors = Doors("sessions", "Masuk dan keluar")


@doors.route("/sessions")
class Sessions(MethodView):
    @needs(PUBLIC)
    @doors.takes(SignInInput)
    @doors.gives(201, SessionOutput, "Sesi dibuka")
    @doors.may_refuse(401, 422, 429, 503)
    def post(self, data: dict[str, str]) -> service.NewSession:
        """Open a bearer session."""
        return service.sign_in(data["login"], data["password"], "bearer", request.remote_addr or "")


@doors.route("/sessions/current")
class CurrentSession(MethodView):
    @needs(SIGNED_IN)
    @doors.gives(204, description="Sesi diakhiri")
    @doors.may_refuse(401, 403)
    def delete(self) -> None:
        """End the session of this token."""
        service.sign_out(g.visitor.session_id)


@doors.route("/account")
class Account(MethodView):
    @needs(SIGNED_IN)
    @doors.gives(200, AccountOutput, "Akun pemilik sesi")
    @doors.may_refuse(401)
    def get(self) -> dict[str, object]:
        """Who is signed in, and for which pemda."""
        ids = [member.pemda_id for member in service.memberships(g.visitor.account_id)]
        return {"login": g.visitor.login, "operator": g.visitor.operator, "pemda": pemdas_by_id(ids)}


@doors.route("/account/password")
class Password(MethodView):
    @needs(SIGNED_IN)
    @doors.takes(PasswordInput)
    @doors.gives(204, description="Kata sandi diubah; semua sesi akun ini berakhir")
    @doors.may_refuse(401, 403, 422, 429)
    def put(self, data: dict[str, str]) -> None:
        """Change one's password; every session of the account ends, this one too."""
        service.change_password(g.visitor.account_id, data["current"], data["new"], request.remote_addr or "")
