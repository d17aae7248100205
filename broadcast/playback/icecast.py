"""An address and a stream's name go in; a connection that an Icecast server takes frames from comes out."""

import base64
import contextlib
import re
import socket
import ssl
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self
from urllib.parse import quote, unquote, urlencode, urlsplit

from broadcast.errors import AirError, UsageError
from broadcast.formats.textfile import one_line

TIMEOUT_S = 10.0
"""How long a server may take to answer, or to take what it is sent."""

HEAD_BYTES = 16_384
FIELD_BYTES = 400
"""Of a header's value: Icecast 2.4 reads 4,096 bytes of a request's head."""

_SCHEMES = {"icecast": False, "http": False, "icecasts": True, "icecast+ssl": True, "https": True}
_PORTS = {False: 8000, True: 443}
_EXAMPLE = "write icecast://source@radio.example:8000/live.mp3"

# HTTP/1.1 100 Continue      HTTP/1.0 401 You need to authenticate      ICE/1.0 200 OK
_STATUS = re.compile(rb"(?:HTTP|ICE)/\d(?:\.\d)? (?P<code>\d{3})(?: (?P<reason>[^\r\n]*))?")
_AUTHENTICATION = (401,)
_IN_USE = (409,)
_FORBIDDEN = (403,)
# <b>403 - Mountpoint in use</b>
_TAG = re.compile(rb"<(?:style|title).*?</(?:style|title)>|<[^>]*>", re.DOTALL | re.IGNORECASE)
# Mountpoint in use      Mountpoint already in use
_BUSY = re.compile(r"\bin use\b", re.IGNORECASE)


class UnreachableError(AirError):
    """The server is not there, or went away: trying again may help."""


class MountInUseError(AirError):
    """Another source sends to the mount, or the server has not noticed yet that ours is gone."""


class _NotUnderstoodError(AirError):
    """The server does not know this way to send; an older one may do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where to send.

    Attributes:
        host: Name or number of the server.
        port: Its port.
        mount: "/live.mp3".
        user: Who sends: "source".
        password: Never shown.
        tls: Whether the connection is encrypted.
    """

    host: str
    port: int
    mount: str
    user: str = "source"
    password: str = field(default="", repr=False)
    tls: bool = False

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'icecasts' if self.tls else 'icecast'}://{host}:{self.port}{self.mount}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """What the server is told of the stream.

    Attributes:
        name: The station's.
        public: Whether a directory may list it.
    """

    name: str
    genre: str = ""
    description: str = ""
    website: str = ""
    public: bool = False
    kbits: int
    rate_hz: int
    channels: int


def parse_address(text: str, password: str = "") -> Address:
    """An address as a station writes it: icecast://source:hackme@radio.example:8000/live.mp3.

    Args:
        text: With or without user and password; `icecasts://` and `https://` are encrypted.
        password: Where the address has none.

    Raises:
        UsageError: It is none; the message does not repeat it, for it may hold the password.
    """
    try:
        parts = urlsplit(text.strip())
        port = parts.port
    except ValueError as error:
        raise UsageError("the server's address has a port that is no number", _EXAMPLE) from error
    if parts.scheme not in _SCHEMES:
        raise UsageError("the server's address does not begin with icecast://", _EXAMPLE)
    if not parts.hostname:
        raise UsageError("the server's address names no server", _EXAMPLE)
    if len(parts.path) < 2 or re.search(r"[\s\x00-\x1f]", unquote(parts.path)):
        raise UsageError("the server's address names no mount", _EXAMPLE)
    tls = _SCHEMES[parts.scheme]
    return Address(
        host=parts.hostname,
        port=port or _PORTS[tls],
        mount=quote(unquote(parts.path)),
        user=unquote(parts.username or "source"),
        password=unquote(parts.password) if parts.password else password,
        tls=tls,
    )


class Source:
    """A connection over which a mount is fed."""

    def __init__(self, address: Address, stream: Stream, timeout_s: float = TIMEOUT_S) -> None:
        """Connect and be let in: by PUT, where the server does not know that by SOURCE.

        Raises:
            UnreachableError: Nobody answers.
            MountInUseError: Another source is there.
            AirError: The server refuses.
        """
        self.address = address
        self._timeout_s = timeout_s
        try:
            self._socket = self._knock("PUT", "HTTP/1.1", _headers(stream) | {"Expect": "100-continue"})
        except _NotUnderstoodError:
            self._socket = self._knock("SOURCE", "HTTP/1.0", _headers(stream))

    def send(self, octets: bytes) -> None:
        """Send frames.

        Raises:
            UnreachableError: The server is gone.
        """
        try:
            self._socket.sendall(octets)
        except OSError as error:
            raise UnreachableError(
                f"'{self.address}' broke off: {_reason(error)}", "look at the server"
            ) from error

    def name(self, song: str) -> None:
        """Tell listeners what they hear: "Ana Ruiz - Ferry runs again".

        Raises:
            AirError: The server does not take it; the stream is none the worse.
        """
        query = urlencode(
            {
                "mode": "updinfo",
                "mount": unquote(self.address.mount),
                "charset": "UTF-8",
                "song": one_line(song),
            }
        )
        connection = _connect(self.address, self._timeout_s)
        with contextlib.closing(connection):
            code, reason = _ask(
                connection, self.address, f"GET /admin/metadata?{query} HTTP/1.0", _login(self.address)
            )
        if code != 200:
            raise AirError(f"'{self.address}' does not take titles: {code} {reason}".rstrip())

    def close(self) -> None:
        """End the stream; may be called twice."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _knock(self, method: str, version: str, headers: dict[str, str]) -> socket.socket:
        """A connection that is let in."""
        address = self.address
        connection = _connect(address, self._timeout_s)
        try:
            code, reason = _ask(
                connection, address, f"{method} {address.mount} {version}", _login(address) | headers
            )
            _judge(address, code, reason, first=method == "PUT")
        except BaseException:
            connection.close()
            raise
        return connection


def _judge(address: Address, code: int, reason: str, *, first: bool) -> None:
    """Raise what an answer means, unless it lets us in."""
    if code in (100, 200):
        return
    if code in _AUTHENTICATION:
        raise AirError(
            f"'{address}' does not take the password of '{address.user}'",
            "set BROADCAST_ICECAST_PASSWORD to the source's password",
        )
    if code in _IN_USE or (code in _FORBIDDEN and _BUSY.search(reason)):
        raise MountInUseError(
            f"'{address}' is in use by another source", "end the other one, or choose another mount"
        )
    if code in _FORBIDDEN:
        raise AirError(f"'{address}' refuses: {reason or code}", "ask who runs the server")
    if first:
        raise _NotUnderstoodError(f"'{address}' answers {code}")
    answer = f"{code} {reason}".strip() if code else "nothing that could be understood"
    raise AirError(f"'{address}' answers {answer}", "check that it is an Icecast server, and the port")


def _connect(address: Address, timeout_s: float) -> socket.socket:
    try:
        connection = socket.create_connection((address.host, address.port), timeout_s)
    except (OSError, UnicodeError) as error:
        raise UnreachableError(
            f"'{address}' cannot be reached: {_reason(error)}", "check server and port, and that it runs"
        ) from error
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if not address.tls:
        return connection
    try:
        return ssl.create_default_context().wrap_socket(connection, server_hostname=address.host)
    except ssl.SSLCertVerificationError as error:
        connection.close()
        raise AirError(
            f"'{address}' shows a certificate that is not trusted: {error.verify_message}",
            "name a file with the right one in SSL_CERT_FILE",
        ) from error
    except OSError as error:
        connection.close()
        raise AirError(
            f"'{address}' does not speak TLS: {_reason(error)}",
            "without TLS the address begins with icecast://",
        ) from error


def _ask(
    connection: socket.socket, address: Address, request: str, headers: dict[str, str]
) -> tuple[int, str]:
    """Send a request's head; code and reason of the answer, 0 where there is none."""
    host = f"[{address.host}]" if ":" in address.host else address.host
    lines = [request, f"Host: {host}:{address.port}"]
    lines += [f"{name}: {text}" for name, text in headers.items() if text]
    try:
        connection.sendall("\r\n".join([*lines, "", ""]).encode("utf-8", "replace"))
        answer = _head(connection)
    except TimeoutError:
        return 0, ""
    except OSError as error:
        raise UnreachableError(f"'{address}' broke off: {_reason(error)}", "look at the server") from error
    found = _STATUS.match(answer)
    if found is None:
        return 0, ""
    code, told = int(found["code"]), found["reason"] or b""
    if code >= 400:  # Icecast 2.4 says why on the page: "Mountpoint in use"
        _, _, page = (answer + _rest(connection)).partition(b"\r\n\r\n")
        told = b" ".join([told, _TAG.sub(b" ", page)[:200]])
    return code, one_line(told.decode("utf-8", "replace"))


def _rest(connection: socket.socket) -> bytes:
    """The page of a refusal, as far as it comes soon."""
    page = b""
    with contextlib.suppress(OSError):
        connection.settimeout(1.0)
        while len(page) < HEAD_BYTES and (octets := connection.recv(4096)):
            page += octets
    return page


def _head(connection: socket.socket) -> bytes:
    """What the server answers, up to the empty line or as far as it goes."""
    answer = b""
    while b"\r\n\r\n" not in answer and b"\n\n" not in answer and len(answer) < HEAD_BYTES:
        octets = connection.recv(4096)
        if not octets:
            break
        answer += octets
    return answer


def _login(address: Address) -> dict[str, str]:
    told = base64.b64encode(f"{address.user}:{address.password}".encode()).decode()
    return {"Authorization": f"Basic {told}", "User-Agent": "broadcast"}


def _headers(stream: Stream) -> dict[str, str]:
    audio = f"bitrate={stream.kbits};samplerate={stream.rate_hz};channels={stream.channels}"
    return {
        "Content-Type": "audio/mpeg",
        "Ice-Public": str(int(stream.public)),
        "Ice-Name": _field(stream.name),
        "Ice-Genre": _field(stream.genre),
        "Ice-Description": _field(stream.description),
        "Ice-URL": _field(stream.website),
        "Ice-Bitrate": str(stream.kbits),
        "Ice-Audio-Info": audio,
    }


def _field(text: str) -> str:
    """A header's value: one line, cut where a character ends."""
    return one_line(text).encode("utf-8", "replace")[:FIELD_BYTES].decode("utf-8", "ignore")


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    told = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return str(told).lower().rstrip(".")
