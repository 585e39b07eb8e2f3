"""`runtut sop <command>`: what can be done with an SOP in a file, each command in the module of its name."""

import importlib
import pkgutil
from typing import cast

import click


class Commands(click.Group):
    """Imports the module of a command only when it is called; the parsers and printers are heavy."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        return cast(click.Command, getattr(importlib.import_module(f"{__name__}.{cmd_name}"), cmd_name))


@click.group(cls=Commands)
def sop() -> None:
    """Baca, periksa, dan cetak SOP dari berkas."""
