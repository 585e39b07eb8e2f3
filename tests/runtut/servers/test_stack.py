"""The three servers of a home come up on loopback, serve under the right roles, keep their data, and go."""

import os
import pwd
import shutil
import socket
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import boto3
import psycopg
import pytest
import redis
from botocore.client import Config
from botocore.exceptions import ClientError

from runtut.errors import CannotStart
from runtut.servers import stack as stacks
from runtut.servers.home import running_environment
from runtut.servers.leftovers import mark_of
from runtut.servers.seaweed import COMPONENTS, Seaweed
from runtut.servers.stack import Stack


@pytest.fixture(scope="module")
def stack() -> Iterator[Stack]:
    home = Path(tempfile.mkdtemp(prefix="runtut-test-"))
    with stacks.start(home, outside={}, durable=False) as running:
        yield running
    shutil.rmtree(home)


@pytest.fixture
def seaweed(stack: Stack) -> Seaweed:
    return next(server for server in stack.servers if isinstance(server, Seaweed))


def s3(environment: dict[str, str]) -> Any:
    session = boto3.session.Session(environment["S3_ACCESS_KEY"], environment["S3_SECRET_KEY"], region_name="us-east-1")
    return session.client("s3", endpoint_url=environment["S3_ENDPOINT_URL"], config=Config(s3={"addressing_style": "path"}))


def archived(stack: Stack) -> dict[str, Any]:
    """One object of the archive, locked for a day."""
    until = datetime.now(UTC) + timedelta(days=1)
    where = {"Bucket": stack.environment["S3_BUCKET_ARCHIVE"], "Key": "13.01/laporan.pdf"}
    locked = s3(stack.environment).put_object(
        **where, Body=b"tetap", ObjectLockMode="COMPLIANCE", ObjectLockRetainUntilDate=until
    )
    return {**where, "VersionId": locked["VersionId"]}


@pytest.mark.parametrize(
    ("variable", "role"),
    [
        ("DATABASE_URL", "runtut_app"),
        ("DATABASE_OWNER_URL", "runtut_owner"),
        ("DATABASE_RELAY_URL", "runtut_relay"),
        ("DATABASE_BENCHMARK_URL", "runtut_benchmark"),
    ],
)
def test_each_database_address_leads_to_its_role_which_bypasses_nothing(stack: Stack, variable: str, role: str) -> None:
    rights = "select rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole from pg_roles where rolname = current_user"
    with psycopg.connect(stack.environment[variable]) as connection:
        assert connection.execute(rights).fetchone() == (role, False, False, False, False)


def test_only_the_owner_makes_tables(stack: Stack) -> None:
    with psycopg.connect(stack.environment["DATABASE_OWNER_URL"]) as connection:
        connection.execute("create table allowed (id int)")
        connection.rollback()
    with psycopg.connect(stack.environment["DATABASE_URL"]) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("create table refused (id int)")


def test_nobody_makes_temporary_tables_but_the_owner(stack: Stack) -> None:
    with psycopg.connect(stack.environment["DATABASE_URL"]) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("create temporary table refused (id int)")


def test_the_extension_for_overlaps_is_there_and_letters_are_folded_properly(stack: Stack) -> None:
    with psycopg.connect(stack.environment["DATABASE_URL"]) as connection:
        assert connection.execute("select 1 from pg_extension where extname = 'btree_gist'").fetchone()
        assert connection.execute("select lower('ÉÀ')").fetchone() == ("éà",)


def test_a_wrong_password_is_refused(stack: Stack) -> None:
    wrong = stack.environment["DATABASE_URL"].replace("runtut_app:", "runtut_app:x")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(wrong)


def test_the_queue_evicts_nothing_and_writes_what_it_holds(stack: Stack) -> None:
    with redis.Redis.from_url(stack.environment["REDIS_URL"], decode_responses=True) as client:
        assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
        assert client.config_get("appendonly") == {"appendonly": "yes"}


def test_the_queue_asks_for_its_password(stack: Stack) -> None:
    address = stack.environment["REDIS_URL"].rpartition("@")[2]
    with redis.Redis.from_url(f"redis://{address}") as client, pytest.raises(redis.AuthenticationError):
        client.ping()


def test_files_are_kept_and_read_back(stack: Stack) -> None:
    client = s3(stack.environment)
    client.put_object(Bucket=stack.environment["S3_BUCKET_EVIDENCE"], Key="13.01/a", Body=b"isi")
    assert client.get_object(Bucket=stack.environment["S3_BUCKET_EVIDENCE"], Key="13.01/a")["Body"].read() == b"isi"


def test_the_application_cannot_erase_shorten_or_bypass_what_is_locked(stack: Stack) -> None:
    client, locked = s3(stack.environment), archived(stack)
    sooner = {"Mode": "COMPLIANCE", "RetainUntilDate": datetime.now(UTC) + timedelta(minutes=1)}
    attempts: dict[str, dict[str, Any]] = {
        "delete_object": locked,
        "delete_object ": {**locked, "BypassGovernanceRetention": True},
        "put_object_retention": {**locked, "Retention": sooner},
        "delete_bucket": {"Bucket": locked["Bucket"]},
        "put_bucket_versioning": {"Bucket": locked["Bucket"], "VersioningConfiguration": {"Status": "Suspended"}},
    }
    for call, arguments in attempts.items():
        with pytest.raises(ClientError):
            getattr(client, call.strip())(**arguments)
    assert client.get_object(**locked)["Body"].read() == b"tetap"


@pytest.mark.parametrize("component", COMPONENTS[1:])
def test_no_side_door_of_the_file_store_erases_what_is_locked(stack: Stack, seaweed: Seaweed, component: str) -> None:
    locked = archived(stack)
    port = seaweed.ports[COMPONENTS.index(component)]
    door = f"http://127.0.0.1:{port}/buckets/{locked['Bucket']}/{locked['Key']}.versions?recursive=true"
    with pytest.raises((urllib.error.URLError, OSError)):
        urllib.request.urlopen(urllib.request.Request(door, method="DELETE"), timeout=5)
    assert s3(stack.environment).get_object(**locked)["Body"].read() == b"tetap"


def test_every_server_listens_on_loopback_alone(stack: Stack) -> None:
    for server in stack.servers:
        assert listening(server.process.pid) <= {"127.0.0.1"}


def listening(pid: int) -> set[str]:
    """The addresses on which the process listens."""
    held = {str(entry.readlink()) for entry in Path(f"/proc/{pid}/fd").iterdir() if entry.is_symlink()}
    rows = [row.split() for row in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    rows += [row.split() for row in Path("/proc/net/tcp6").read_text().splitlines()[1:]]
    mine = [row[1].split(":")[0] for row in rows if row[3] == "0A" and f"socket:[{row[9]}]" in held]
    return {socket.inet_ntoa(bytes.fromhex(address)[::-1]) if len(address) == 8 else "::" for address in mine}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has rights to drop")
def test_servers_of_root_run_as_nobody(stack: Stack) -> None:
    nobody = str(pwd.getpwnam("nobody").pw_uid)
    for server in stack.servers:
        status = Path(f"/proc/{server.process.pid}/status").read_text()
        assert f"\nUid:\t{nobody}\t{nobody}\t{nobody}\t{nobody}\n" in status
        assert "\nGroups:\t \n" in status


def test_no_secret_stands_in_a_process_list(stack: Stack) -> None:
    for server in stack.servers:
        line = Path(f"/proc/{server.process.pid}/cmdline").read_text()
        assert not [name for name, secret in server.keys.items() if secret in line]


def test_data_secrets_and_ports_outlive_a_restart(folder: Path) -> None:
    with stacks.start(folder, outside={}, durable=False) as first:
        pids = [server.process.pid for server in first.servers]
        with psycopg.connect(first.environment["DATABASE_OWNER_URL"]) as connection:
            connection.execute("create table kept as select 7 as figure")
        with redis.Redis.from_url(first.environment["REDIS_URL"]) as client:
            client.set("kept", 7)
        s3(first.environment).put_object(Bucket=first.environment["S3_BUCKET_EVIDENCE"], Key="kept", Body=b"7")
        assert running_environment(folder) == first.environment
    assert not [pid for pid in pids if mark_of(pid)]
    assert running_environment(folder) is None
    with stacks.start(folder, outside={}, durable=False) as second:
        assert second.environment == first.environment
        with psycopg.connect(second.environment["DATABASE_OWNER_URL"]) as connection:
            assert connection.execute("select figure from kept").fetchone() == (7,)
        with redis.Redis.from_url(second.environment["REDIS_URL"]) as client:
            assert client.get("kept") == b"7"
        found = s3(second.environment).get_object(Bucket=second.environment["S3_BUCKET_EVIDENCE"], Key="kept")
        assert found["Body"].read() == b"7"


def test_with_servers_of_ones_own_none_is_started(folder: Path) -> None:
    outside = {
        "DATABASE_URL": "postgresql://app@db/x",
        "DATABASE_OWNER_URL": "postgresql://owner@db/x",
        "DATABASE_RELAY_URL": "postgresql://relay@db/x",
        "REDIS_URL": "redis://q",
        "S3_ENDPOINT_URL": "http://s3",
        "S3_ACCESS_KEY": "a",
        "S3_SECRET_KEY": "b",
    }
    with stacks.start(folder, outside=outside) as stack:
        assert stack.servers == ()
        assert stack.admin_url is None
        assert outside.items() <= stack.environment.items()
        assert len(stack.environment["RUNTUT_FENCE_KEY"]) == 64
        assert "RUNTUT_ADDRESS" not in stack.environment
    with stacks.start(folder, outside=outside, port=8000) as stack:
        assert stack.environment["RUNTUT_ADDRESS"] == "http://127.0.0.1:8000"
    with stacks.start(folder, outside={**outside, "RUNTUT_ADDRESS": "https://runtut.example"}, port=8000) as stack:
        assert stack.environment["RUNTUT_ADDRESS"] == "https://runtut.example"


def test_half_an_outside_server_is_refused(folder: Path) -> None:
    with (
        pytest.raises(CannotStart, match="DATABASE_OWNER_URL dan DATABASE_RELAY_URL"),
        stacks.start(folder, outside={"DATABASE_URL": "postgresql://app@db/x"}),
    ):
        pass


def test_an_address_that_is_none_is_refused(folder: Path) -> None:
    with pytest.raises(CannotStart, match="alamat lengkap"), stacks.start(folder, outside={"RUNTUT_ADDRESS": "runtut.go.id"}):
        pass


def test_a_stray_variable_of_an_embedded_kind_is_not_believed(folder: Path) -> None:
    others = {"REDIS_URL": "redis://q", "S3_ENDPOINT_URL": "http://s3", "S3_ACCESS_KEY": "a", "S3_SECRET_KEY": "b"}
    stray = {"DATABASE_OWNER_URL": "postgresql://owner@elsewhere/x"}
    with stacks.start(folder, outside=others | stray, durable=False) as stack:
        assert "elsewhere" not in stack.environment["DATABASE_OWNER_URL"]
