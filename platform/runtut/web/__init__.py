"""The face of Runtut: page frame, design system, pictures, languages and static assets."""

from runtut.web.frame import Account, Entry, Frame, Place
from runtut.web.problems import problem_page
from runtut.web.site import init_app

__all__ = ["Account", "Entry", "Frame", "Place", "init_app", "problem_page"]
