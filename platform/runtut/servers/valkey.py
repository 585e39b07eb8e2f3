"""Valkey on loopback for RQ: append-only file, no eviction, a password that stands in no process list."""

from pathlib import Path

import redis

from runtut.servers import programs
from runtut.servers.process import Child
from runtut.servers.server import Server

SETTINGS = """\
bind 127.0.0.1
protected-mode yes
port {port}
dir {folder}
requirepass {password}
databases 1
daemonize no
appendonly yes
appendfsync everysec
save ""
maxmemory 256mb
maxmemory-policy noeviction
enable-debug-command no
enable-module-command no
"""


class Valkey(Server):
    name = "valkey"

    @property
    def folder(self) -> Path:
        return self.home.data("valkey")

    @property
    def url(self) -> str:
        return f"redis://:{self.keys['valkey']}@127.0.0.1:{self.port}/0"

    def prepare(self) -> None:
        self.program = programs.valkey_server(self.home.programs, self.home.user)

    def child(self) -> Child:
        settings = self.folder / "valkey.conf"
        self.home.give(settings, SETTINGS.format(port=self.port, folder=_quoted(self.folder), password=self.keys["valkey"]))
        return Child(self.name, (str(self.program), str(settings)), {"PATH": "/usr/bin:/bin"}, self.home.user)

    def answers(self) -> bool:
        with redis.Redis.from_url(self.url, socket_timeout=5, decode_responses=True) as client:
            try:
                return bool(client.info("server")["process_id"] == self.process.pid)
            except (redis.BusyLoadingError, redis.ConnectionError):
                return False

    def variables(self) -> dict[str, str]:
        return {"REDIS_URL": self.url}


def _quoted(path: Path) -> str:
    return '"' + str(path).replace("\\", "\\\\").replace('"', '\\"') + '"'
