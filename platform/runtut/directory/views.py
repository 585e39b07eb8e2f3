"""The operator's page: which pemda are on the platform."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from runtut.database import db
from runtut.directory.models import Pemda
from runtut.permissions import OPERATOR, needs, operators_catalogue

doors = Blueprint("directory_pages", __name__, template_folder="templates")


@doors.get("/operator")
@needs(OPERATOR)
def pemdas() -> ResponseReturnValue:
    subscribed = list(db.session.scalars(select(Pemda).order_by(Pemda.code)))
    return render_template("directory/pemdas.html", pemdas=subscribed, allowed=operators_catalogue())
