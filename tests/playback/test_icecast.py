import datetime
import html
import ipaddress
import runpy
import ssl
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.errors import AirError, UsageError
from broadcast.playback.icecast import (
    Address,
    MountInUseError,
    Source,
    Stream,
    UnreachableError,
    parse_address,
)

servers = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("servers.py"))))
outsiders = SimpleNamespace(**runpy.run_path(str(Path(__file__).parents[1] / "formats" / "outsiders.py")))

STREAM = Stream(name="Radio Merrow", genre="News", kbits=128, rate_hz=48_000, channels=2)
GO_ON = b"HTTP/1.1 100 Continue\r\n\r\n"
OK = b"HTTP/1.0 200 OK\r\n\r\n"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("icecast://a:pw@radio.example:81/a.mp3", ("radio.example", 81, "/a.mp3", "a", "pw", False)),
        ("icecast://radio.example/live", ("radio.example", 8000, "/live", "source", "env", False)),
        ("icecasts://dj@radio.example/live", ("radio.example", 443, "/live", "dj", "env", True)),
        ("https://dj:a%40b@[::1]:8443/a%26b", ("::1", 8443, "/a%26b", "dj", "a@b", True)),
    ],
)  # fmt: skip
def test_an_address_gives_server_mount_user_and_password(text: str, wanted: tuple[object, ...]) -> None:
    found = parse_address(text, "env")
    assert (found.host, found.port, found.mount, found.user, found.password, found.tls) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "radio.example:8000/live",
        "ftp://source:geheim@radio.example/live",
        "icecast://source:geheim@:8000/live",
        "icecast://source:geheim@radio.example:eight/live",
        "icecast://source:geheim@radio.example:8000",
        "icecast://source:geheim@radio.example:8000/",
        "icecast://source:geheim@radio.example:8000/a%0d%0ab",
        "icecast://source:geheim@[radio/live",
    ],
)
def test_a_wrong_address_is_refused_without_its_password(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_address(text)
    assert "geheim" not in f"{caught.value} {caught.value.hint}"


@given(password=st.text(min_size=3).filter(lambda text: text not in "icecast://source@host:8000/live"))
def test_the_password_is_never_shown(password: str) -> None:
    address = Address(host="host", port=8000, mount="/live", password=password)
    assert str(address) == "icecast://host:8000/live"
    assert "password" not in repr(address)


def test_a_source_is_let_in_by_put_and_its_frames_arrive() -> None:
    with servers.Fake([GO_ON]) as server, Source(parse_address(server.address), STREAM) as source:
        source.send(b"frames")
        servers.wait_for(lambda: server.bodies == [b"frames"])
    head = server.heads[0].splitlines()
    assert head[0] == "PUT /live.mp3 HTTP/1.1"
    assert {
        "Authorization: Basic c291cmNlOmhhY2ttZQ==",
        "Expect: 100-continue",
        "Content-Type: audio/mpeg",
        "Ice-Name: Radio Merrow",
        "Ice-Genre: News",
        "Ice-Public: 0",
        "Ice-Audio-Info: bitrate=128;samplerate=48000;channels=2",
    } <= set(head)


@pytest.mark.parametrize("first", [b"", b"HTTP/1.0 405 Method Not Allowed\r\n\r\n", b"what?\r\n\r\n"])
def test_a_server_that_does_not_know_put_gets_source(first: bytes) -> None:
    with servers.Fake([first, OK]) as server, Source(parse_address(server.address), STREAM) as source:
        source.send(b"frames")
        servers.wait_for(lambda: b"frames" in server.bodies)
    assert server.heads[1].splitlines()[0] == "SOURCE /live.mp3 HTTP/1.0"
    assert "Expect" not in server.heads[1]


def test_a_server_that_says_nothing_to_put_gets_source_too() -> None:
    with servers.Fake([None, OK]) as server:
        Source(parse_address(server.address), STREAM, timeout_s=0.2).close()
        assert len(server.heads) == 2


@pytest.mark.parametrize(
    ("answer", "kind", "words"),
    [
        (b"HTTP/1.0 401 You need to authenticate\r\n\r\n", AirError, "password of 'source'"),
        (b"HTTP/1.0 403 Mountpoint in use\r\n\r\n", MountInUseError, "in use"),
        (
            b"HTTP/1.1 403 Forbidden\r\n\r\n<html><b>403 - Mountpoint in use</b></html>",
            MountInUseError,
            "in use",
        ),
        (b"HTTP/1.1 409 Conflict\r\n\r\n", MountInUseError, "in use"),
        (b"HTTP/1.0 403 Content-type not supported\r\n\r\n", AirError, "Content-type not supported"),
    ],
)
def test_a_refusal_is_told_in_plain_words(answer: bytes, kind: type[AirError], words: str) -> None:
    with servers.Fake([answer]) as server, pytest.raises(kind, match=words) as caught:
        Source(parse_address(server.address), STREAM)
    assert "hackme" not in f"{caught.value} {caught.value.hint}"
    assert len(server.heads) == 1


def test_a_server_that_is_no_icecast_is_told_of() -> None:
    answer = b"HTTP/1.1 404 Not Found\r\n\r\n"
    with servers.Fake([answer, answer]) as server, pytest.raises(AirError, match="404 Not Found"):
        Source(parse_address(server.address), STREAM)


def test_a_server_that_is_not_there_is_unreachable() -> None:
    with pytest.raises(UnreachableError, match="cannot be reached"):
        Source(parse_address(f"icecast://a:b@127.0.0.1:{servers.free_port()}/live"), STREAM)


def test_a_server_that_goes_away_is_noticed() -> None:
    def feed(source: Source) -> None:
        for _ in range(200):
            source.send(bytes(10_000))
            time.sleep(0.01)

    with (
        servers.Fake([GO_ON], take=10) as server,
        Source(parse_address(server.address), STREAM) as source,
        pytest.raises(UnreachableError, match="broke off"),
    ):
        feed(source)


def test_a_title_is_sent_beside_the_stream() -> None:
    with servers.Fake([GO_ON, OK]) as server, Source(parse_address(server.address), STREAM) as source:
        source.name("Ana Ruiz, nurse & mayor\r\n- Fähre 🚢")
    assert server.heads[1].splitlines()[0] == (
        "GET /admin/metadata?mode=updinfo&mount=%2Flive.mp3&charset=UTF-8"
        "&song=Ana+Ruiz%2C+nurse+%26+mayor+-+F%C3%A4hre+%F0%9F%9A%A2 HTTP/1.0"
    )


def test_a_title_that_is_not_taken_is_told_of() -> None:
    refusal = b"HTTP/1.0 400 Mountpoint will not accept URL updates\r\n\r\n"
    with (
        servers.Fake([GO_ON, refusal]) as server,
        Source(parse_address(server.address), STREAM) as source,
        pytest.raises(AirError, match="does not take titles: 400"),
    ):
        source.name("Ferry")


@given(text=st.text(max_size=600))
def test_no_text_can_add_a_header(text: str) -> None:
    from broadcast.playback.icecast import FIELD_BYTES, _headers

    stream = Stream(
        name=text, genre=text, description=text, website=text, kbits=128, rate_hz=48_000, channels=2
    )
    for value in _headers(stream).values():
        assert not set("\r\n\0") & set(value)
        assert len(value.encode()) <= FIELD_BYTES


def certificate(folder: Path) -> tuple[Path, ssl.SSLContext]:
    """A certificate for 127.0.0.1, and a server's side with it."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now, here = datetime.datetime.now(datetime.UTC), ipaddress.ip_address("127.0.0.1")
    made = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(here)]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    public, private = folder / "public.pem", folder / "private.pem"
    public.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, private)
    return public, context


def test_over_tls_a_trusted_server_gets_the_frames_and_another_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    public, context = certificate(tmp_path)
    with servers.Fake([GO_ON, GO_ON], tls=context) as server:
        address = parse_address(server.address.replace("icecast:", "icecasts:"))
        with pytest.raises(AirError, match="not trusted"):
            Source(address, STREAM)
        monkeypatch.setenv("SSL_CERT_FILE", str(public))
        with Source(address, STREAM) as source:
            source.send(b"frames")
            servers.wait_for(lambda: server.bodies == [b"frames"])


def test_a_server_without_tls_is_told_of() -> None:
    with (
        servers.Fake([b"HTTP/1.0 400 Bad Request\r\n\r\n"]) as server,
        pytest.raises(AirError, match="does not speak TLS"),
    ):
        Source(parse_address(server.address.replace("icecast:", "icecasts:")), STREAM, timeout_s=0.5)


@pytest.mark.outsider
def test_icecast_takes_a_source_and_refuses_a_second_one_and_a_wrong_password() -> None:
    with servers.icecast(outsiders.need("icecast2")) as port:
        address = parse_address(f"icecast://source:hackme@127.0.0.1:{port}/live.mp3")
        with Source(address, STREAM) as source:

            def titled() -> bool:
                source.send(bytes(1_600))  # a title takes effect with the next sound
                return "title" in servers.status(port)

            source.name("Ana Ruiz - Fähre 🚢 & Möwen")
            servers.wait_for(titled)
            told = servers.status(port)
            assert (html.unescape(told["title"]), told["server_name"]) == (
                "Ana Ruiz - Fähre 🚢 & Möwen",
                "Radio Merrow",
            )
            with pytest.raises(MountInUseError):
                Source(address, STREAM)
        with pytest.raises(AirError, match="does not take the password"):
            Source(parse_address(f"icecast://source:wrong@127.0.0.1:{port}/other.mp3"), STREAM)
