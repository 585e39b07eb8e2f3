"""The product's own app with one page more: the empty signed-in page that others are compared with."""

from flask import Blueprint, Flask, render_template_string

from runtut.app import create_app
from runtut.permissions import MEMBER, needs

EMPTY = '{% extends "web/base.html" %}{% block title %}Kosong{% endblock %}{% block content %}<h1>Kosong</h1>{% endblock %}'
doors = Blueprint("bench_pages", __name__)


@doors.get("/<pemda:pemda>/kosong")
@needs(MEMBER)
def empty() -> str:
    return render_template_string(EMPTY)


def create() -> Flask:
    app = create_app()
    app.register_blueprint(doors)
    return app
