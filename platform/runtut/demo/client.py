"""A program that talks to the public API as one person."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import urllib3

API = "/api/v1"


class Refused(Exception):  # noqa: N818
    """The API said no: its own sentence, with the fields that it named."""


@dataclass
class Client:
    """A bearer session of `login` at `address`."""

    address: str
    login: str
    password: str = field(repr=False)
    token: str = field(default="", repr=False)
    pool: urllib3.PoolManager = field(default_factory=lambda: urllib3.PoolManager(maxsize=2, timeout=60), repr=False)

    def sign_in(self) -> "Client":
        opened = self.call("POST", f"{API}/sessions", json={"login": self.login, "password": self.password})
        self.token = opened["token"]
        return self

    def sign_out(self) -> None:
        self.call("DELETE", f"{API}/sessions/current")

    def get(self, path: str) -> Any:
        return self.call("GET", path)

    def send(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """A change under a key of its own, so that a repetition after a lost answer would act once."""
        return self.call(method, path, json=dict(body or {}), headers={"Idempotency-Key": uuid4().hex})

    def upload(self, path: str, file: Path, media_type: str, **form: str) -> Any:
        fields = {"file": (file.name, file.read_bytes(), media_type), **form}
        return self.call("POST", path, fields=fields)

    def download(self, path: str) -> bytes:
        answer = self.pool.request("GET", self.address + path, headers=self._headers())
        if answer.status != 200:
            raise Refused(_said(answer))
        return answer.data

    def wait_for(self, path: str, ready: Any, seconds: float = 180) -> Any:
        """Ask again until `ready` says so: papers are made in the background, slowly where the machine does much else."""
        until = time.monotonic() + seconds
        while True:
            found = self.get(path)
            if ready(found):
                return found
            if time.monotonic() > until:
                raise Refused(f"{path} belum siap setelah {seconds:.0f} detik.")
            time.sleep(0.3)

    def call(self, method: str, path: str, **options: Any) -> Any:
        headers = {**self._headers(), **options.pop("headers", {})}
        answer = self.pool.request(method, self.address + path, headers=headers, **options)
        if answer.status >= 400:
            raise Refused(f"{method} {path}: {_said(answer)}")
        return answer.json() if answer.data else None

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}


def _said(answer: urllib3.BaseHTTPResponse) -> str:
    try:
        told = answer.json()
    except ValueError:
        return f"{answer.status}"
    fields = "; ".join(f"{name}: {' '.join(said)}" for name, said in told.get("errors", {}).items())
    return f"{answer.status} {told.get('detail')}" + (f" [{fields}]" if fields else "")
