"""The command line: `runtut <command>`, each command in the module of its name, imported when called."""

import importlib
import os
import pkgutil
from typing import cast

import click

from runtut.config import settings
from runtut.errors import CannotStart
from runtut.servers.home import running_environment

ELSEWHERE = {"demo": "runtut.demo.commands", "bench": "runtut.bench.commands", "work": "workers.commands"}
"""Commands of rooms beside this one: named, not imported, so that the rooms stay independent."""
ALONE = {"up"}  # starts the system itself; all others may be given beside a running one


class Commands(click.Group):
    """Finds commands by their modules, and says why one cannot start in one sentence."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        own = (module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
        return sorted({*own, *ELSEWHERE})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(ELSEWHERE.get(cmd_name, f"{__name__}.{cmd_name}"))
        return cast(click.Command, getattr(module, cmd_name))

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except CannotStart as refused:
            click.echo(str(refused), err=True)
            ctx.exit(refused.exit_code)


@click.group(cls=Commands)
@click.pass_context
def main(context: click.Context) -> None:
    """Runtut: SOP pemerintah daerah, dijalankan runtut."""
    if context.invoked_subcommand not in ALONE and not os.environ.get("DATABASE_URL"):
        os.environ.update(running_environment(settings().home) or {})
        settings.cache_clear()
