"""The settings of a process, read from its environment; what is missing is named where it is needed."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from runtut.errors import CannotStart


@dataclass(frozen=True)
class Settings:
    """Each variable is asked for on use: a process gets only those of its own role (no owner's address for the web)."""

    environment: Mapping[str, str] = field(repr=False)

    @property
    def database_url(self) -> str:
        """The role `runtut_app`."""
        return self.needed("DATABASE_URL")

    @property
    def database_owner_url(self) -> str:
        """The role `runtut_owner`: migrations alone."""
        return self.needed("DATABASE_OWNER_URL")

    @property
    def database_relay_url(self) -> str:
        """The role `runtut_relay`: the outbox alone."""
        return self.needed("DATABASE_RELAY_URL")

    @property
    def database_benchmark_url(self) -> str:
        """The role `runtut_benchmark`: published comparisons alone."""
        return self.needed("DATABASE_BENCHMARK_URL")

    @property
    def fence_key(self) -> str:
        return self.needed("RUNTUT_FENCE_KEY")

    @property
    def secret_key(self) -> str:
        return self.needed("RUNTUT_SECRET_KEY")

    @property
    def redis_url(self) -> str:
        return self.needed("REDIS_URL")

    @property
    def s3_endpoint_url(self) -> str:
        return self.needed("S3_ENDPOINT_URL")

    @property
    def s3_access_key(self) -> str:
        return self.needed("S3_ACCESS_KEY")

    @property
    def s3_secret_key(self) -> str:
        return self.needed("S3_SECRET_KEY")

    @property
    def address(self) -> str:
        """Under what address people reach the product (RUNTUT_ADDRESS), without a slash at its end."""
        return self.needed("RUNTUT_ADDRESS").rstrip("/")

    @property
    def behind_proxy(self) -> bool:
        """Whether one proxy in front is trusted for the client's address and scheme (RUNTUT_PROXY=1)."""
        return self.environment.get("RUNTUT_PROXY", "") == "1"

    @property
    def home(self) -> Path:
        return Path(self.environment.get("RUNTUT_HOME") or default_home())

    def needed(self, name: str) -> str:
        value = self.environment.get(name, "")
        if not value:
            raise CannotStart(
                f"Variabel lingkungan {name} belum diisi; isilah, atau pakai `sh infra/run` yang mengisinya sendiri."
            )
        return value


@cache
def settings() -> Settings:
    """Read once per process; `settings.cache_clear()` reads anew."""
    return Settings(dict(os.environ))


def default_home() -> Path:
    return Path("/var/lib/runtut") if os.geteuid() == 0 else Path.home() / ".local/share/runtut"
