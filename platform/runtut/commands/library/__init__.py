"""`runtut library <command>`: what the operator does with the shared templates, each command in a module of its own."""

import importlib
from typing import cast

import click

COMMANDS = {
    "publish": "publishing", "publish-shipped": "publishing", "behind": "clones", "offers": "offers",
    "accept": "offers", "decline": "offers",
    "export": "packages", "import": "packages", "key": "packages", "trust": "packages",
}  # fmt: skip
"""Name of a command → its module."""


class Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"{__name__}.{COMMANDS[cmd_name]}")
        return cast(click.Command, module.BY_NAME[cmd_name])


@click.group(cls=Commands)
def library() -> None:
    """Pustaka: terbitkan templat, jawab usulan, tukar paket dengan instalasi lain."""
