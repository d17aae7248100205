"""Servers to test with: one that answers as it is told, and a real Icecast on a free port."""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ICECAST = """\
<icecast>
  <limits><sources>5</sources><source-timeout>5</source-timeout><burst-on-connect>0</burst-on-connect></limits>
  <authentication>
    <source-password>hackme</source-password>
    <admin-user>admin</admin-user><admin-password>boss</admin-password>
  </authentication>
  <location>a test</location><admin>nobody@localhost</admin><hostname>127.0.0.1</hostname>
  <listen-socket><port>{port}</port><bind-address>127.0.0.1</bind-address></listen-socket>
  <paths>
    <basedir>{share}</basedir><logdir>{folder}</logdir>
    <webroot>{share}/web</webroot><adminroot>{share}/admin</adminroot>
  </paths>
  <logging><accesslog>access.log</accesslog><errorlog>error.log</errorlog><loglevel>3</loglevel></logging>
  <security><chroot>0</chroot>{owner}</security>
</icecast>
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def icecast(program: str) -> Iterator[int]:
    """A running Icecast; its port. As root it goes on as nobody, for it refuses to stay root."""
    folder = Path(tempfile.mkdtemp(prefix="broadcast-icecast-"))
    folder.chmod(0o777)
    port = free_port()
    owner = (
        "<changeowner><user>nobody</user><group>nogroup</group></changeowner>" if os.geteuid() == 0 else ""
    )
    config = folder / "icecast.xml"
    text = ICECAST.format(port=port, share="/usr/share/icecast2", folder=folder, owner=owner)
    config.write_text(text, encoding="utf-8")
    config.chmod(0o644)
    server = subprocess.Popen(
        [program, "-c", str(config)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(lambda: reachable(port))
        yield port
    finally:
        server.terminate()
        server.wait(10)
        shutil.rmtree(folder, ignore_errors=True)


def reachable(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


def wait_for(true, seconds: float = 8) -> None:
    """Wait until something is so."""
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "it did not become so in time"
        time.sleep(0.02)


def status(port: int) -> dict:
    """The one source that Icecast tells of; {} without one, or while its JSON is in pieces, as at first."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/status-json.xsl", timeout=5) as answer:
        try:
            return json.load(answer)["icestats"].get("source", {})
        except ValueError:
            return {}


@dataclass
class Fake:
    """A server that gives each connection the next answer, and keeps what it got.

    Attributes:
        answers: A connection each; b"" closes without a word, None says nothing and stays open.
        heads: The request's head of each connection.
        bodies: What came after it.
        take: Bytes of a body after which the connection is broken; None takes all.
    """

    answers: list[bytes | None]
    take: int | None = None
    heads: list[str] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    tls: object = None

    def __enter__(self) -> "Fake":
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self.listener.getsockname()[1])
        self.address = f"icecast://source:hackme@127.0.0.1:{self.port}/live.mp3"
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.listener.close()

    def _serve(self) -> None:
        for answer in self.answers:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection, answer), daemon=True).start()

    def _answer(self, connection: socket.socket, answer: bytes | None) -> None:
        with contextlib.suppress(OSError):
            if self.tls is not None:
                connection = self.tls.wrap_socket(connection, server_side=True)  # type: ignore[attr-defined]
            with connection:
                connection.settimeout(10)
                head, _, body = self._until(connection, b"\r\n\r\n").partition(b"\r\n\r\n")
                self.heads.append(head.decode("utf-8", "replace"))
                if answer == b"":
                    return
                place = len(self.bodies)
                self.bodies.append(body)
                if answer is not None:
                    connection.sendall(answer)
                while octets := connection.recv(4096):
                    self.bodies[place] += octets
                    if self.take is not None and len(self.bodies[place]) >= self.take:
                        self.take = None
                        return

    @staticmethod
    def _until(connection: socket.socket, mark: bytes) -> bytes:
        got = b""
        while mark not in got:
            octets = connection.recv(4096)
            if not octets:
                break
            got += octets
        return got
