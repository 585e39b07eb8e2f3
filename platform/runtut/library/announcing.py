"""A new version of a template is announced: a letter to every pemda, whose own job tells the owners of clones there."""

from runtut.directory.service import pemda_ids
from runtut.jobs import JobName, send
from runtut.library.models import Template


def announce(template: Template) -> None:
    """Once for each version; needs an operator's pass."""
    send(pemda_ids(), JobName.TEMPLATE, {"template": str(template.id)}, f"template:{template.id}")
