"""PostgreSQL 18 on loopback: made by initdb, started, and given the roles and the database of Runtut."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

import psycopg
from psycopg import sql

from runtut.errors import CannotStart
from runtut.servers import programs
from runtut.servers.home import Home
from runtut.servers.process import Child
from runtut.servers.server import Server

DATABASE = "runtut"
ROLES = ("runtut_owner", "runtut_app", "runtut_relay", "runtut_benchmark")
ROLES_FILE = Path(__file__).with_name("roles.sql")
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",  # a path below the home may be too long for a socket
    "timezone": "UTC",
    "log_timezone": "UTC",
    "password_encryption": "scram-sha-256",
    # a log must not keep personal data: no parameters, no statements, no DETAIL with whole rows
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
WITHOUT_FSYNC = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Postgres(Server):
    name = "postgres"
    gentle = signal.SIGINT  # fast shutdown: clients are sent away, the data is written
    major = 18
    locale: tuple[str, ...] = ("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")

    def __init__(self, home: Home, keys: Mapping[str, str], durable: bool = True) -> None:
        super().__init__(home, keys)
        self.durable = durable
        self.installed = self.find()

    def find(self) -> Path:
        """The folder with PostgreSQL's bin/."""
        return programs.postgres_folder(self.home.programs, self.home.user)

    def haunted(self) -> bool:
        """After `kill -9` its children hold the shared memory for a moment; a new server refuses to start meanwhile."""
        log = self.process.log
        if log is None or b"shared memory block" not in log.read_bytes()[-2_000:]:
            return False
        time.sleep(1)
        return True

    @property
    def data(self) -> Path:
        return self.home.data("postgres") / "data"

    def url(self, role: str, database: str = DATABASE) -> str:
        return f"postgresql://{role}:{self.keys[role]}@127.0.0.1:{self.port}/{database}"

    def prepare(self) -> None:
        if not self.data.exists():
            self._initdb()
        self._refuse_other_major()
        self._drop_stale_pid_file()

    def child(self) -> Child:
        settings = SETTINGS | {"port": str(self.port)} | ({} if self.durable else WITHOUT_FSYNC)
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        argv = (str(self.installed / "bin/postgres"), "-D", str(self.data), *options)
        return Child(self.name, argv, self._environment(), self.home.user, self.gentle, grace=60.0)

    def answers(self) -> bool:
        try:
            with psycopg.connect(self.url("postgres", "postgres"), connect_timeout=5, autocommit=True) as connection:
                connection.execute("select 1")
        except psycopg.OperationalError:  # still starting up
            return False
        return self._pid_in_file() == self.process.pid

    def variables(self) -> dict[str, str]:
        return {
            "DATABASE_URL": self.url("runtut_app"),
            "DATABASE_OWNER_URL": self.url("runtut_owner"),
            "DATABASE_RELAY_URL": self.url("runtut_relay"),
            "DATABASE_BENCHMARK_URL": self.url("runtut_benchmark"),
        }

    def furnish(self) -> None:
        """The database, the four roles with their passwords, the extension: as infra/roles.sql says, each time anew."""
        with psycopg.connect(self.url("postgres", "postgres"), autocommit=True) as connection:
            if not connection.execute("select 1 from pg_database where datname = %s", [DATABASE]).fetchone():
                connection.execute(sql.SQL("create database {}").format(sql.Identifier(DATABASE)))
        with psycopg.connect(self.url("postgres")) as connection:
            connection.execute(ROLES_FILE.read_bytes())
            for role in ROLES:
                words = sql.SQL("alter role {} password {}")
                connection.execute(words.format(sql.Identifier(role), sql.Literal(self.keys[role])))

    def _initdb(self) -> None:
        """Made aside and moved into place, so that a start cut short leaves nothing half done."""
        fresh, password = self.data.with_name("data.new"), self.data.with_name("password")
        shutil.rmtree(fresh, ignore_errors=True)
        self.home.give(password, self.keys["postgres"])
        rights = ("--username=postgres", f"--pwfile={password}", "--auth=scram-sha-256")
        try:
            self._run(str(self.installed / "bin/initdb"), "-D", str(fresh), "--encoding=UTF8", *self.locale, *rights)
        finally:
            password.unlink()
        fresh.replace(self.data)

    def _run(self, *argv: str) -> None:
        user = self.home.user if os.geteuid() == 0 else None
        done = subprocess.run(  # noqa: S603
            argv,
            env=self._environment(),
            cwd="/",
            user=user.uid if user else None,
            group=user.gid if user else None,
            extra_groups=[] if user else None,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise CannotStart(f"PostgreSQL tidak dapat disiapkan di {self.data}: {done.stderr.strip()[-500:]}")

    def _environment(self) -> dict[str, str]:
        return {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC", "HOME": str(self.data.parent)}

    def _refuse_other_major(self) -> None:
        found = int((self.data / "PG_VERSION").read_text())
        if found > self.major:
            raise CannotStart(
                f"Data di {self.data} ditulis oleh PostgreSQL {found}, lebih baru daripada PostgreSQL {self.major} yang "
                "terpasang; pasang Runtut yang lebih baru. Data tidak disentuh.",
                exit_code=2,
            )
        if found < self.major:
            raise CannotStart(
                f"Data di {self.data} ditulis oleh PostgreSQL {found}, lebih lama daripada PostgreSQL {self.major} yang "
                "terpasang; pindahkan dengan pg_dump dari Runtut lama. Data tidak disentuh.",
                exit_code=2,
            )

    def _drop_stale_pid_file(self) -> None:
        """PostgreSQL itself clears the file of a dead pid; but it stops before a pid that another program now has."""
        pid = self._pid_in_file()
        if pid is not None and not self._is_postgres_on_our_data(pid):
            (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _is_postgres_on_our_data(self, pid: int) -> bool:
        try:
            return str(self.data).encode() in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except (FileNotFoundError, ProcessLookupError):
            return False

    def _pid_in_file(self) -> int | None:
        try:
            return int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return None
