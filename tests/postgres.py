"""A real PostgreSQL for the session of tests: its own cluster in its own folder, on a free port of this machine, gone afterwards.

PostgreSQL refuses to run as root, so where the tests run as root it runs as ``postgres`` or, without that, ``nobody``.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import psycopg

INSTALL = "PostgreSQL is not installed: on Debian `sudo apt-get install postgresql`, elsewhere put initdb and postgres on the PATH."


@dataclass(frozen=True)
class Server:
    """A running cluster. Databases are copies of ``template1`` or of one that a test made before."""

    folder: Path
    port: int
    programs: Path
    as_user: tuple[str, ...]

    def url(self, name: str) -> str:
        """The address of the database ``name``, as SQLAlchemy takes it."""
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{name}"

    def create(self, name: str, template: str = "template1") -> str:
        """Make the database ``name`` as a copy of ``template``; returns its address."""
        self._command(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self.url(name)

    def drop(self, name: str) -> None:
        """Remove the database ``name`` and whoever is still connected to it."""
        self._command(f'DROP DATABASE "{name}" WITH (FORCE)')

    def halt(self) -> None:
        """Stop the cluster as a crash would, and keep it."""
        self.run("pg_ctl", "stop", "-D", str(self.folder / "data"), "-m", "immediate")

    def resume(self) -> None:
        """Start the cluster, anew or again after ``halt``."""
        # Nothing here must outlive a power cut, so it need not be forced to the disk.
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c full_page_writes=off"
        self.run("pg_ctl", "start", "-w", "-D", str(self.folder / "data"), "-l", str(self.folder / "log"), "-o", options)

    def stop(self) -> None:
        """Stop the cluster and remove it."""
        self.halt()
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs, as the user whose cluster it is."""
        subprocess.run([*self.as_user, str(self.programs / program), *arguments], check=True, capture_output=True, cwd=self.folder)

    def _command(self, command: str) -> None:
        with psycopg.connect(f"host=127.0.0.1 port={self.port} user=postgres dbname=postgres", autocommit=True) as connection:
            connection.execute(command)


def programs() -> Path | None:
    """The folder with initdb and postgres: the newest that is installed; None where there is none."""
    asked = shutil.which("pg_config")
    told = [Path(subprocess.run([asked, "--bindir"], check=True, capture_output=True, text=True).stdout.strip())] if asked else []
    found = shutil.which("initdb")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name.split(".")[0]), reverse=True)
    every = [*told, *([Path(found).parent] if found else []), *debian]
    return next((path for path in every if (path / "initdb").exists()), None)


def start(where: Path) -> Server:
    """Make and start a cluster whose programs are in ``where``."""
    folder = Path(tempfile.mkdtemp(prefix="mingbai-postgres-"))
    as_user = _other_user(folder)
    server = Server(folder, _free_port(), where, as_user)
    server.run("initdb", "-D", str(folder / "data"), "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
    server.resume()
    return server


def _other_user(folder: Path) -> tuple[str, ...]:
    if os.geteuid() != 0:
        return ()
    name = next(user for user in ("postgres", "nobody") if _exists(user))
    shutil.chown(folder, name)
    return "runuser", "-u", name, "--"


def _exists(user: str) -> bool:
    try:
        return bool(pwd.getpwnam(user))
    except KeyError:
        return False


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
