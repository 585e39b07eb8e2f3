"""SeaweedFS on loopback as the S3 server: every door but the S3 gateway closed, object lock enforced."""

import json
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import boto3
from botocore.client import Config
from botocore.exceptions import BotoCoreError, ClientError

from runtut.servers import programs
from runtut.servers.ports import SHIFT
from runtut.servers.process import Child
from runtut.servers.readiness import wait_until
from runtut.servers.server import Server

WORKING_BUCKET = "runtut-bukti"
ARCHIVE_BUCKET = "runtut-arsip"  # with object lock
GRACE = 6.0  # its upkeep sometimes holds up the end for ten seconds; what was acknowledged outlives SIGKILL
PROBE = ".siap"
IMPATIENT = Config(connect_timeout=2, read_timeout=5, retries={"total_max_attempts": 1}, s3={"addressing_style": "path"})
COMPONENTS = ("s3", "filer", "master", "volume", "admin")
HARDENING = (
    "-ip=127.0.0.1",
    "-ip.bind=127.0.0.1",
    "-master.telemetry=false",  # otherwise figures go to its maker
    "-s3.port.iceberg=0",
    "-s3.port.lance=0",
    "-webdav=false",
    "-admin.ui=false",
    "-s3.iam=false",
    "-volume.preStopSeconds=0",  # there is no other volume server to hand over to
    "-master.resumeState=false",  # one master has nothing to remember; resuming leaves it without volumes for seconds
    "-s3.autoCreateBucket=false",
    "-s3.allowDeleteBucketNotEmpty=false",
    "-disableHttp=true",  # else the filer deletes locked versions without asking who calls
)
OWNER = ["Admin", "Read", "Write", "List", "Tagging"]
APP = [
    "Read",
    "Write",
    "List",
    "Tagging",
    "GetObjectRetention",
    "PutObjectRetention",
    "GetObjectLegalHold",
    "PutObjectLegalHold",
    "GetBucketObjectLockConfiguration",
]


class Seaweed(Server):
    name = "s3"
    port_count = len(COMPONENTS)

    @property
    def folder(self) -> Path:
        return self.home.data("s3")

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def prepare(self) -> None:
        self.program = programs.weed(self.home.programs, self.home.user)

    def child(self) -> Child:
        self._clear_sockets()
        self.home.give(self._identities_file, json.dumps({"identities": self._identities()}))
        who = f"-s3.config={self._identities_file}"  # without it any key and any secret would do
        argv = (str(self.program), "-logtostderr=true", "mini", f"-dir={self._data}", who, *HARDENING, *self._addresses())
        return Child(self.name, argv, self._environment(), self.home.user, grace=GRACE)

    def answers(self) -> bool:
        return self._healthy() and (not self._made.exists() or self._keeps())

    def variables(self) -> dict[str, str]:
        return {
            "S3_ENDPOINT_URL": self.url,
            "S3_ACCESS_KEY": self.keys["s3_app_key"],
            "S3_SECRET_KEY": self.keys["s3_app_secret"],
            "S3_BUCKET_EVIDENCE": WORKING_BUCKET,
            "S3_BUCKET_ARCHIVE": ARCHIVE_BUCKET,
        }

    def furnish(self) -> None:
        """Buckets are made here by the owner's key: the application's own cannot make, unlock or drop one."""
        if not self._made.exists():
            self._give_bucket(WORKING_BUCKET, locking=False)
            self._give_bucket(ARCHIVE_BUCKET, locking=True)
            self._made.write_text(f"{WORKING_BUCKET}\n{ARCHIVE_BUCKET}\n")
            wait_until(self._keeps, self.process)

    def stop(self) -> None:
        super().stop()
        self._clear_sockets()

    def _healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=5) as answer:  # noqa: S310
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def _keeps(self) -> bool:
        """Its gateway answers before its volumes are there: only what can be written and read back proves them."""
        client, said = self._client(), str(self.process.pid).encode()
        try:
            client.put_object(Bucket=WORKING_BUCKET, Key=PROBE, Body=said)
            return bool(client.get_object(Bucket=WORKING_BUCKET, Key=PROBE)["Body"].read() == said)
        except (ClientError, BotoCoreError):
            return False

    def _give_bucket(self, bucket: str, locking: bool) -> None:
        client = self._client()
        try:
            client.create_bucket(Bucket=bucket, ObjectLockEnabledForBucket=locking)
        except (client.exceptions.BucketAlreadyOwnedByYou, client.exceptions.BucketAlreadyExists):
            return  # an earlier start was cut short after this one

    def _client(self) -> Any:
        owner = boto3.session.Session(self.keys["s3_owner_key"], self.keys["s3_owner_secret"], region_name="us-east-1")
        return owner.client("s3", endpoint_url=self.url, config=IMPATIENT)

    @property
    def _made(self) -> Path:
        return self.folder / "buckets"

    @property
    def _data(self) -> Path:
        return self.home.data("s3/data")

    @property
    def _identities_file(self) -> Path:
        return self.folder / "identities.json"

    def _identities(self) -> list[dict[str, object]]:
        """The owner makes buckets; the application reads, writes and locks, and can bypass no lock."""
        return [
            {
                "name": name,
                "credentials": [{"accessKey": self.keys[f"s3_{name}_key"], "secretKey": self.keys[f"s3_{name}_secret"]}],
                "actions": actions,
            }
            for name, actions in (("owner", OWNER), ("app", APP))
        ]

    def _addresses(self) -> list[str]:
        named = zip(COMPONENTS, self.ports, strict=True)
        return [f"-{name}.port{part}" for name, port in named for part in (f"={port}", f".grpc={port + SHIFT}")]

    def _environment(self) -> dict[str, str]:
        return {
            "PATH": "/usr/bin:/bin",
            "HOME": str(self.folder),
            "WEED_JWT_FILER_SIGNING_KEY": self.keys["weed_filer"],
            "WEED_JWT_FILER_SIGNING_READ_KEY": self.keys["weed_filer_read"],
            "WEED_JWT_SIGNING_KEY": self.keys["weed_volume"],
            "WEED_JWT_SIGNING_READ_KEY": self.keys["weed_volume_read"],
        }

    def _clear_sockets(self) -> None:
        """It leaves sockets named by port in /tmp, and one left by somebody else would be in its way."""
        for port in [number for base in self.ports for number in (base, base + SHIFT)]:
            for socket in Path("/tmp").glob(f"seaweedfs-*-{port}.sock"):  # noqa: S108
                socket.unlink(missing_ok=True)
