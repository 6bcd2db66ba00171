"""Posts over kept connections, to servers that answer in every way and in none."""

import asyncio
import contextlib
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from bot.channels.telegram.lines import Address, Limits, Lines, TooLargeError, _trusted
from bot.upkeep.loop import run
from tests.doubles import until

Answer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
QUICK = Limits(connect=5.0, silence=5.0, total=5.0, size=1000)
BODY = "Đã gửi".encode()
WHOLE = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(BODY), BODY)
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n%b\r\n8\r\n%b\r\n0\r\n\r\n" % (BODY[:2], BODY[2:])
GO_ON = b"HTTP/1.1 100 Continue\r\n\r\n"
TO_THE_END = b"HTTP/1.0 200 OK\r\n\r\n" + BODY


class Server:
    """Answers each request with the next of its words, piece by piece; `None` ends the connection."""

    def __init__(self, *words: bytes | None, piece: int = 1 << 20, pause: float = 0.0) -> None:
        self.words, self.piece, self.pause = list(words), piece, pause
        self.connections, self.heard = 0, list[bytes]()
        self.meetings = list[asyncio.Task[object]]()

    async def meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        meeting = asyncio.current_task()
        assert meeting
        self.meetings.append(meeting)
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            while self.words:
                head = await reader.readuntil(b"\r\n\r\n")
                length = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0])
                self.heard.append(head + await reader.readexactly(length))
                if not await self._say(writer):
                    break
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()

    async def _say(self, writer: asyncio.StreamWriter) -> bool:
        while self.words:
            said = self.words.pop(0)
            if said is None:
                return False
            for start in range(0, len(said), self.piece):
                writer.write(said[start : start + self.piece])
                await writer.drain()
                await asyncio.sleep(self.pause)
            if not self.words or self.words[0] is not None:
                return True
        return True


@contextlib.asynccontextmanager
async def serving(server: Server, how: ssl.SSLContext | None = None) -> AsyncIterator[Callable[..., Awaitable[object]]]:
    """A call that posts to it over lines of its own."""
    listener = await asyncio.start_server(server.meet, "127.0.0.1", 0, ssl=how)
    port = listener.sockets[0].getsockname()[1]
    lines = Lines()
    address = Address.of(f"{'https' if how else 'http'}://127.0.0.1:{port}/bot1:x/sendMessage")

    async def post(limits: Limits = QUICK) -> tuple[int, bytes]:
        return await lines.post(address, "application/json", b"{}", limits)

    try:
        yield post
    finally:
        await lines.close()
        listener.close()
        await asyncio.gather(*server.meetings, return_exceptions=True)


@pytest.mark.parametrize("answer", [WHOLE, CHUNKED, GO_ON + WHOLE, GO_ON + CHUNKED])
@pytest.mark.parametrize("piece", [1, 7, 1 << 20])
async def test_an_answer_is_read_however_it_comes_and_its_connection_serves_the_next(answer: bytes, piece: int) -> None:
    server = Server(answer, answer, piece=piece)
    async with serving(server) as post:
        assert [await post(), await post()] == [(200, BODY)] * 2
    assert server.connections == 1
    said = server.heard[0]
    assert said.startswith(b"POST /bot1:x/sendMessage HTTP/1.1\r\nHost: 127.0.0.1:")
    assert said.endswith(b"Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}")


@pytest.mark.parametrize(
    "first",
    [
        (TO_THE_END, None),
        (WHOLE.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"),),
        (WHOLE, None),
        (WHOLE + WHOLE.replace(b"200", b"403"),),  # a second one to what was never asked
        (WHOLE + b"HTT",),
    ],
)
async def test_what_cannot_go_on_over_a_connection_begins_anew_over_another(first: tuple[bytes | None, ...]) -> None:
    server = Server(*first, WHOLE.replace(b"200", b"201"))
    async with serving(server) as post:
        assert await post() == (200, BODY)
        await asyncio.sleep(0.05)  # in which the end of the connection is heard of
        assert await post() == (201, BODY)
    assert server.connections == 2


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        ((None,), ConnectionResetError),
        ((WHOLE[:20], None), ConnectionResetError),
        ((WHOLE[:-1], None), ConnectionResetError),
        ((CHUNKED[:-4], None), ConnectionResetError),
        ((b"<html>Xin</html>\r\n\r\n",), ValueError),
        ((b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",), ValueError),
        ((b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: upgrade\r\n\r\n\x00",), ValueError),
        ((b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200_000,), ValueError),
        ((b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + b"x" * 5000,), TooLargeError),
    ],
)
async def test_what_is_no_answer_is_trouble_and_the_next_one_comes_over_another_connection(
    answer: tuple[bytes | None, ...], trouble: type[Exception]
) -> None:
    server = Server(*answer, WHOLE)
    async with serving(server) as post:
        with pytest.raises(trouble):
            await post()
        assert await post() == (200, BODY)
    assert server.connections == 2


@pytest.mark.parametrize(("piece", "silence", "total"), [(10, 0.05, 5.0), (1, 5.0, 0.2)])
async def test_whoever_is_silent_or_never_comes_to_an_end_is_given_up(piece: int, silence: float, total: float) -> None:
    server = Server(WHOLE, piece=piece, pause=0.2 if piece > 1 else 0.02)
    async with serving(server) as post:
        with pytest.raises(TimeoutError):
            await post(Limits(5.0, silence, total, 1000))


async def test_a_server_that_speaks_slowly_has_as_long_as_it_speaks() -> None:
    async with serving(Server(WHOLE, piece=10, pause=0.02)) as post:
        assert await post(Limits(5.0, 0.5, 5.0, 1000)) == (200, BODY)


async def test_what_comes_for_one_who_went_away_is_nobody_elses_answer() -> None:
    server = Server(WHOLE, WHOLE.replace(b"200", b"201"), pause=0.05, piece=len(WHOLE) - 1)
    async with serving(server) as post:
        gone = asyncio.ensure_future(post())
        await until(lambda: server.heard != [])
        gone.cancel()
        with pytest.raises(asyncio.CancelledError):
            await gone
        assert await post() == (201, BODY)
    assert server.connections == 2


async def test_a_server_nobody_knows_is_asked_for_again() -> None:
    lines, nowhere = Lines(), Address.of("http://nowhere.invalid/x")
    both = await asyncio.gather(*(lines.post(nowhere, "a/b", b"", QUICK) for _ in range(2)), return_exceptions=True)
    assert [type(one) for one in both] == [socket.gaierror] * 2
    with pytest.raises(socket.gaierror):
        await lines.post(nowhere, "a/b", b"", QUICK)
    await lines.close()


async def test_many_at_once_have_a_connection_each_and_keep_them() -> None:
    server = Server(*[WHOLE] * 8, pause=0.05)
    async with serving(server) as post:
        assert await asyncio.gather(*(post() for _ in range(4))) == [(200, BODY)] * 4
        assert await asyncio.gather(*(post() for _ in range(4))) == [(200, BODY)] * 4
    assert server.connections == 4


@pytest.mark.parametrize("url", ["ftp://a/b", "http:///b", "http://a:99999/b", "http://a/b c", "http://a/ệ", "nowhere"])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Address.of(url)


@pytest.mark.parametrize(
    ("url", "host", "port", "named"),
    [
        ("https://api.telegram.org/bot1:x/getMe", "api.telegram.org", 443, "api.telegram.org"),
        ("http://[::1]:81/a?b=c", "::1", 81, "[::1]:81"),
        ("http://A.B", "a.b", 80, "a.b"),
    ],
)
def test_an_address_says_where_and_is_never_shown(url: str, host: str, port: int, named: str) -> None:
    address = Address.of(url)
    assert (address.host, address.port) == (host, port)
    assert f"Host: {named}\r\n".encode() in address.head
    assert "bot1" not in repr(address)


def certificate(folder: Path) -> tuple[Path, ssl.SSLContext]:
    """Of 127.0.0.1, and a server that shows it."""
    key, now = generate_private_key(SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Bench")])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    made = made.add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
    shown, kept = folder / "shown.pem", folder / "kept.pem"
    shown.write_bytes(made.sign(key, SHA256()).public_bytes(Encoding.PEM))
    kept.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(shown, kept)
    return shown, context


async def tell(server: Server, how: ssl.SSLContext) -> object:
    async with serving(server, how) as post:
        return [await post(), await post()]


def test_who_shows_a_certificate_that_nobody_vouches_for_is_not_written_to(tmp_path: Path) -> None:
    server = Server(WHOLE)
    with pytest.raises(ssl.SSLCertVerificationError):
        run(tell(server, certificate(tmp_path)[1]))
    assert server.heard == []


@pytest.mark.parametrize("loop", [run, asyncio.run])
def test_a_sealed_connection_is_kept_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loop: Callable[..., object]
) -> None:
    shown, how = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(shown))
    _trusted.cache_clear()
    server = Server(WHOLE, CHUNKED, piece=3)
    assert loop(tell(server, how)) == [(200, BODY)] * 2
    assert server.connections == 1
    _trusted.cache_clear()
