"""The assembled product: the only room that knows every other."""

from runtut.app.factory import create_app

__all__ = ["create_app"]
