"""Runs a command beside Debian's PostgreSQL 15 as an outside server, made ready as an operator would: psql and roles.sql.

.venv/bin/python infra/with_postgres_15.py pytest tests/runtut/tenancy
"""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from runtut.servers.home import opened
from runtut.servers.keys import kept_in
from runtut.servers.postgres import DATABASE, Postgres

FOLDER = Path("/usr/lib/postgresql/15")
ROLES = Path(__file__).with_name("roles.sql")


class Debians(Postgres):
    major = 15
    locale = ("--locale=C.UTF-8",)

    def find(self) -> Path:
        return FOLDER

    def furnish(self) -> None:
        self._psql("postgres", "--command", f"create database {DATABASE}")
        for _ in range(2):  # as often as you like
            self._psql(DATABASE, "--single-transaction", "--file", str(ROLES))
        for role in ("runtut_owner", "runtut_app", "runtut_relay", "runtut_benchmark"):
            self._psql(DATABASE, "--command", f"alter role {role} password '{self.keys[role]}'")

    def _psql(self, database: str, *arguments: str) -> None:
        psql = (str(FOLDER / "bin/psql"), "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1")
        known = {**os.environ, "PGOPTIONS": "-c client_min_messages=warning"}
        subprocess.run([*psql, self.url("postgres", database), *arguments], env=known, check=True)  # noqa: S603


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="runtut-pg15-") as folder, opened(Path(folder)) as home:
        server = Debians(home, kept_in(home.folder), durable=False)
        server.launch()
        try:
            server.await_ready()
            server.furnish()
            known = {
                **os.environ,
                **server.variables(),
                "DATABASE_ADMIN_URL": server.url("postgres"),
                "RUNTUT_TEST_OUTSIDE": "1",
            }
            signal.signal(signal.SIGINT, lambda *_: None)  # Ctrl-C is the command's to answer
            return subprocess.run(sys.argv[1:], env=known, check=False).returncode  # noqa: S603
        finally:
            server.stop()


if __name__ == "__main__":
    sys.exit(main())
