"""Asking, end to end over real sockets: right and wrong secrets, tokens, throttling, and a way
that breaks at every place. What may have been charged is never repeated.
"""

import gzip
import socket
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core import logs
from core.domain.answer import Answer, Charged, Failure, State, Then
from core.domain.invoice import Face, InvoiceKind
from core.errors import AddressRefused, AppError, CredentialMissing, NotAskable, TokensUsedUp
from core.progress import Cancelled
from core.secrets import MemoryVault
from core.verify.asking import Asker
from core.verify.provider import Access, Provider
from core.verify.tokens import Kept
from core.verify.transport import MOST, Transport
from tests.core.verify.asked import DIGITAL_NUMBER, invoice
from tests.core.verify.services import (
    ALIBABA,
    BAIDU,
    BAIWANG,
    NUONUO,
    SERVICES,
    TENCENT,
    WITH_TOKENS,
    Service,
)
from tests.core.verify.serving import Got, Mood, Server, http, reset, serving
from tests.data.imap_server import make_certificate

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
EACH = pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.id)
EACH_WITH_TOKENS = pytest.mark.parametrize("service", WITH_TOKENS, ids=lambda service: service.id)


class House:
    """An asker whose clock stands still, with the pauses that it wanted to make."""

    def __init__(self, trust: Path | None = None) -> None:
        self.now = NOW
        self.pauses: list[float] = []
        self.vault = MemoryVault()
        self.trust = trust
        self.asker = self.another()

    def another(self) -> Asker:
        transport = Transport(self.trust, shortest=0.3)
        return Asker(self.vault, lambda: self.now, transport=transport, wait=self.pauses.append)

    def ask(self, provider: Provider, access: Access, face: Face | None = None) -> Answer:
        return self.asker.ask(provider, access, face or invoice())

    @property
    def retried(self) -> list[float]:
        """The pauses of retries; those of the rate are shorter."""
        return [pause for pause in self.pauses if pause >= 2]


@pytest.fixture
def house() -> House:
    return House()


@EACH
def test_a_right_signature_is_answered_and_the_answer_is_dated(
    service: Service, house: House
) -> None:
    with serving(service.fake()) as server:
        answer = house.ask(service.provider, service.access(server.address))
    assert answer.state is service.good, answer.raw
    assert answer.checked_at == NOW
    assert answer.face is not None
    assert answer.face.number == invoice().number
    assert answer.raw


@EACH
def test_a_wrong_secret_is_a_matter_of_settings_and_costs_nothing(
    service: Service, house: House
) -> None:
    with serving(service.fake()) as server:
        answer = house.ask(service.provider, service.wrong(server.address))
        assert (answer.state, answer.charged) == (State.CONFIG_ERROR, Charged.NO)
        assert answer.may_ask_another
        assert len(server.got) == 1
        assert not house.retried


@pytest.mark.parametrize("name", ["secret_id", "token"])
@pytest.mark.parametrize("text", ["AKID\r\nX-Evil: 1", "钥匙0001", "AKID\u200b0001"])
def test_a_credential_that_no_header_can_hold_is_a_matter_of_settings_and_is_not_sent(
    name: str, text: str, house: House
) -> None:
    with serving(TENCENT.fake()) as server:
        access = TENCENT.access(server.address, **{name: text})
        answer = house.ask(TENCENT.provider, access)
        assert house.asker.test(TENCENT.provider, access).accepted is False
        assert not server.got
    assert (answer.state, answer.charged) == (State.CONFIG_ERROR, Charged.NO)
    assert not house.retried


@EACH
def test_credentials_are_tried_without_asking_about_any_invoice(
    service: Service, house: House
) -> None:
    with serving(service.fake()) as server:
        assert house.asker.test(service.provider, service.access(server.address)).accepted is True
        assert house.asker.test(service.provider, service.wrong(server.address)).accepted is False
    assert all(not _asks(got) for got in server.got)


def _asks(got: Got) -> bool:
    sent = got.raw_query + got.body.decode()
    return DIGITAL_NUMBER in sent


def test_credentials_of_a_service_that_does_not_answer_are_neither_good_nor_bad(
    house: House,
) -> None:
    tested = house.asker.test(TENCENT.provider, TENCENT.access(_nowhere()))
    assert tested.accepted is None
    assert tested.answer is not None
    assert tested.answer.failure is Failure.CONNECTION


@EACH
def test_what_is_missing_is_named_before_anything_is_sent(service: Service, house: House) -> None:
    with serving(service.fake()) as server:
        access = service.access(server.address)
        with pytest.raises(CredentialMissing) as missing:
            house.ask(service.provider, service.access(server.address, **{service.secret: " "}))
        assert missing.value.facts == {"provider": service.id, "field": service.secret}
        with pytest.raises(NotAskable):
            house.ask(service.provider, access, invoice(InvoiceKind.CUSTOMS))
        assert not server.got


@EACH_WITH_TOKENS
def test_a_token_is_fetched_once_and_outlives_the_program(service: Service, house: House) -> None:
    fake = service.fake()
    with serving(fake) as server:
        for _ in range(3):
            house.ask(service.provider, service.access(server.address))
        house.another().ask(service.provider, service.access(server.address), invoice())
    assert fake.tokens == 1


@EACH_WITH_TOKENS
def test_a_token_is_renewed_before_it_ends(service: Service, house: House) -> None:
    fake = service.fake()
    with serving(fake) as server:
        house.ask(service.provider, service.access(server.address))
        house.now += timedelta(days=31)
        answer = house.ask(service.provider, service.access(server.address))
    assert answer.state is service.good
    assert fake.tokens == 2


@EACH_WITH_TOKENS
def test_a_refused_token_is_renewed_once_and_the_question_repeated(
    service: Service, house: House
) -> None:
    fake = service.fake()
    with serving(fake) as server:
        house.ask(service.provider, service.access(server.address))
        house.now += timedelta(hours=2)
        fake.valid = "withdrawn"
        answer = house.ask(service.provider, service.access(server.address))
        assert answer.state is service.good
        assert fake.tokens == 2
        assert len(server.got) == 5  # token, question, refused, token, question


@EACH_WITH_TOKENS
def test_a_token_that_is_always_refused_is_fetched_no_second_time(
    service: Service, house: House
) -> None:
    fake = service.fake()

    def forgetful(got: Got) -> bytes:
        answer: bytes = fake(got)
        fake.valid = "forgotten"
        return answer

    with serving(forgetful) as server:
        answer = house.ask(service.provider, service.access(server.address))
        assert answer.state is State.CONFIG_ERROR
        assert answer.then is Then.NOTHING
        assert (fake.tokens, len(server.got)) == (1, 2)
        house.ask(service.provider, service.access(server.address))
        assert fake.tokens <= 2


def test_a_new_secret_makes_the_old_token_worthless(house: House) -> None:
    fake = BAIDU.fake()
    with serving(fake) as server:
        house.ask(BAIDU.provider, BAIDU.access(server.address))
        assert house.ask(BAIDU.provider, BAIDU.wrong(server.address)).state is State.CONFIG_ERROR


def test_the_51st_token_of_nuonuo_in_30_days_is_not_even_asked_for(house: House) -> None:
    fake = NUONUO.fake()
    with serving(fake) as server:
        access = NUONUO.access(server.address)
        for _ in range(50):
            house.now += timedelta(minutes=10)
            house.asker.test(NUONUO.provider, NUONUO.wrong(server.address))
        assert len(server.got) == 50
        with pytest.raises(TokensUsedUp) as used:
            house.ask(NUONUO.provider, access)
        assert used.value.facts == {"provider": "nuonuo", "until": "2026-12-24"}
        assert len(server.got) == 50
        house.now += timedelta(days=30)
        assert house.ask(NUONUO.provider, access).state is State.UNINTERPRETED


def test_a_token_that_was_certainly_not_asked_for_is_not_counted(house: House) -> None:
    access = NUONUO.access(_nowhere())
    for _ in range(60):
        answer = house.ask(NUONUO.provider, access)
        assert (answer.state, answer.charged) == (State.UNAVAILABLE, Charged.NO)


def test_a_token_of_nuonuo_that_is_refused_while_new_is_not_renewed(house: House) -> None:
    fake = NUONUO.fake()
    with serving(fake) as server:
        house.ask(NUONUO.provider, NUONUO.access(server.address))
        fake.valid = "withdrawn"
        for _ in range(20):
            answer = house.ask(NUONUO.provider, NUONUO.access(server.address))
            assert answer.state is State.CONFIG_ERROR
    assert fake.tokens == 1


def test_a_token_is_counted_before_it_is_asked_for(house: House) -> None:
    fake = NUONUO.fake()
    counted: list[int] = []

    def looking(got: Got) -> bytes:
        if got.path == "/accessToken":  # were the program killed here, the keyring would know
            (kept,) = house.vault._texts.values()
            counted.append(len(Kept.read(kept).asked))
        answer: bytes = fake(got)
        return answer

    with serving(looking) as server:
        house.ask(NUONUO.provider, NUONUO.access(server.address))
    assert counted == [1]


@EACH_WITH_TOKENS
def test_many_threads_share_one_token(service: Service, house: House) -> None:
    fake = service.fake()
    with serving(fake) as server, ThreadPoolExecutor(8) as pool:
        asking = [
            pool.submit(house.ask, service.provider, service.access(server.address))
            for _ in range(16)
        ]
        assert {each.result().state for each in asking} == {service.good}
    assert fake.tokens == 1


def test_a_token_of_the_sandbox_is_none_for_the_real_service(house: House) -> None:
    fake = BAIWANG.fake()
    with serving(fake) as server:
        access = BAIWANG.access(server.address)
        house.ask(BAIWANG.provider, access)
        house.ask(BAIWANG.provider, replace(access, settings={"environment": "sandbox"}))
    assert fake.tokens == 2


THROTTLED = {
    "tencent": http({"Response": {"Error": {"Code": "RequestLimitExceeded", "Message": ""}}}),
    "alibaba": http({"Code": "Throttling.User", "Message": ""}, 429, x_acs_retry_after="7500"),
    "baidu": http({"error_code": 18, "error_msg": "Open api qps request limit reached"}),
}


@pytest.mark.parametrize("service", [TENCENT, ALIBABA, BAIDU], ids=lambda each: each.id)
def test_a_throttled_question_is_repeated_twice_at_most_with_growing_pauses(
    service: Service, house: House
) -> None:
    fake = service.fake()

    def busy(got: Got) -> bytes:
        return fake(got) if "token" in got.path else THROTTLED[service.id]

    with serving(busy) as server:
        answer = house.ask(service.provider, service.access(server.address))
    asked = [got for got in server.got if "oauth" not in got.path]
    assert len(asked) == 3
    assert (answer.state, answer.then) == (State.UNAVAILABLE, Then.BACK_OFF)
    assert answer.charged is Charged.NO
    first, second = house.retried
    if service is ALIBABA:
        assert (first, second) == (7.5, 7.5)
    else:
        assert 2 <= first < 3
        assert 4 <= second < 5


def test_a_service_that_asks_for_a_long_rest_is_left_alone_and_says_how_long(
    house: House,
) -> None:
    with serving(lambda _: http({}, 429, Retry_After="3600")) as server:
        answer = house.ask(TENCENT.provider, TENCENT.access(server.address))
        assert len(server.got) == 1
    assert answer.wait == 3600
    assert not house.retried


def test_not_more_questions_a_second_than_a_service_bears(house: House) -> None:
    with serving(BAIDU.fake()) as server:
        for _ in range(6):
            house.ask(BAIDU.provider, BAIDU.access(server.address))
    # time goes on while they are asked
    assert len(house.pauses) >= 4
    assert max(house.pauses) <= 2.5


@pytest.mark.parametrize("status", [502, 503, 504])
def test_a_gateway_in_trouble_is_asked_three_times_and_may_have_charged(
    status: int, house: House
) -> None:
    with serving(lambda _: http("<html>bad gateway</html>", status)) as server:
        answer = house.ask(TENCENT.provider, TENCENT.access(server.address))
        assert len(server.got) == 3
    assert (answer.state, answer.failure) == (State.UNAVAILABLE, Failure.BUSY)
    assert answer.charged is Charged.UNKNOWN
    assert not answer.may_ask_another


def test_what_one_of_several_tries_may_have_cost_is_not_forgotten(house: House) -> None:
    first = [http("", 504)]

    def twice(got: Got) -> bytes:
        return first.pop() if first else THROTTLED["tencent"]

    with serving(twice) as server:
        answer = house.ask(TENCENT.provider, TENCENT.access(server.address))
    assert answer.charged is Charged.UNKNOWN


def test_no_connection_is_tried_three_times_and_certainly_free(house: House) -> None:
    answer = house.ask(TENCENT.provider, TENCENT.access(_nowhere()))
    assert (answer.state, answer.failure) == (State.UNAVAILABLE, Failure.CONNECTION)
    assert answer.may_ask_another
    assert len(house.retried) == 2


def test_a_stop_between_two_tries_gives_what_the_first_came_to(house: House) -> None:
    with serving(lambda _: http("", 503)) as server:
        access = TENCENT.access(server.address)
        answer = house.asker.ask(TENCENT.provider, access, invoice(), None, _stop)
        assert len(server.got) == 1
    assert (answer.state, answer.charged) == (State.UNAVAILABLE, Charged.UNKNOWN)
    assert answer.before == ()


@EACH_WITH_TOKENS
def test_a_stop_while_a_token_is_fetched_is_a_stop(service: Service, house: House) -> None:
    with pytest.raises(Cancelled):
        house.asker.ask(service.provider, service.access(_nowhere()), invoice(), None, _stop)


def _stop(_: float) -> None:
    raise Cancelled


def half(connection: socket.socket) -> None:
    connection.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{"Response"')


def nothing(connection: socket.socket) -> None:
    connection.shutdown(socket.SHUT_RDWR)


def noise(connection: socket.socket) -> None:
    connection.sendall(b"\x00\xff not HTTP at all \r\n\r\n")


def endless_headers(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 100_000 + b"\r\n")


def huge(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n")
    for _ in range(MOST // 65536 + 64):
        connection.sendall(b" " * 65536)


def chunk(body: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    return head + b"%x\r\n%s\r\n" % (len(body), body) + end


def cut_between_chunks(connection: socket.socket) -> None:
    connection.sendall(chunk(b'{"Response": {}}', end=b""))


def two_lengths(connection: socket.socket) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 16\r\n\r\n"
    connection.sendall(head + b'{"Response": {}}')


def falsely_compressed(connection: socket.socket) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n"
    connection.sendall(head + b"{}")


def endless_promises(connection: socket.socket) -> None:
    while True:
        connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n" * 1000)


def endless_trailers(connection: socket.socket) -> None:
    connection.sendall(chunk(b"{}", end=b"0\r\n"))
    while True:
        connection.sendall(b"X: y\r\n" * 1000)


BOMB = gzip.compress(b" " * (MOST * 8), 1)


def bomb(connection: socket.socket) -> None:
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(BOMB)}\r\n\r\n"
    connection.sendall(head.encode() + BOMB)


def bomb_in_a_bomb(connection: socket.socket) -> None:
    inner = gzip.compress(BOMB * 20, 1)  # 10 GB in the end
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip, gzip\r\nContent-Length: %d\r\n\r\n"
    connection.sendall(head % len(inner) + inner)


@EACH
@pytest.mark.parametrize(
    ("mood", "failure"),
    [
        (half, Failure.BROKEN_OFF),
        (nothing, Failure.BROKEN_OFF),
        (noise, Failure.BROKEN_OFF),
        (endless_headers, Failure.BROKEN_OFF),
        (reset, Failure.BROKEN_OFF),
        (huge, Failure.TOO_LARGE),
        (bomb, Failure.TOO_LARGE),
        (bomb_in_a_bomb, Failure.TOO_LARGE),
        (cut_between_chunks, Failure.BROKEN_OFF),
        (two_lengths, Failure.BROKEN_OFF),
        (falsely_compressed, Failure.BROKEN_OFF),
        (endless_promises, Failure.TIME),
        (endless_trailers, Failure.TIME),
        ("slow", Failure.TIME),
        ("dripping", Failure.TIME),
        ("dripping headers", Failure.TIME),
    ],
    ids=lambda each: getattr(each, "__name__", str(each)),
)
def test_what_was_received_and_not_wholly_answered_may_be_charged_and_is_not_repeated(
    service: Service, mood: Mood | str, failure: Failure, house: House
) -> None:
    fake = service.fake()
    server: Server

    def drip(connection: socket.socket) -> None:
        headers = b"HTTP/1.1 200 OK\r\nContent-Length: 100000"
        connection.sendall(headers if "headers" in str(mood) else headers + b"\r\n\r\n")
        while not server.over.wait(0.05):
            connection.sendall(b" ")

    def moody(got: Got) -> bytes | Mood:
        if "oauth" in got.raw_query + got.path or "accessToken" in got.path:
            answer: bytes = fake(got)
            return answer
        if isinstance(mood, str):
            return server.hold if mood == "slow" else drip
        return mood

    with serving(moody) as server:
        access = service.hurried if failure is Failure.TIME else service.access
        answer = house.ask(service.provider, access(server.address))
        asked = [got for got in server.got if _asks(got)]
        assert len(asked) == 1
    assert (answer.state, answer.charged) == (State.UNKNOWN, Charged.UNKNOWN)
    assert answer.failure is failure
    assert not answer.may_ask_another
    assert not house.retried


@pytest.mark.parametrize("way", ["chunks", "trailers", "promise", "bom", "old", "cookie"])
def test_an_answer_is_read_in_whatever_way_http_allows(way: str, house: House) -> None:
    fake = TENCENT.fake()

    def written(got: Got) -> bytes:
        whole: bytes = fake(got)
        head, _, body = whole.partition(b"\r\n\r\n")
        return {
            "chunks": chunk(body),
            "trailers": chunk(body, end=b"0\r\nX-Sum: 1\r\n\r\n"),
            "promise": b"HTTP/1.1 100 Continue\r\n\r\n" + whole,
            "bom": b"HTTP/1.1 200 OK\r\n\r\n\xef\xbb\xbf" + body,
            "old": b"HTTP/1.0 200 OK\r\n\r\n" + body,
            "cookie": head + b"\r\nSet-Cookie: a=b\r\n\r\n" + body,
        }[way]

    with serving(written) as server:
        access = TENCENT.access(server.address)
        answers = [house.ask(TENCENT.provider, access) for _ in range(2)]
        assert not any("cookie" in got.headers for got in server.got)
    assert [x.state for x in answers] == [State.MATCH] * 2


@EACH
def test_an_answer_that_is_no_utf_8_is_kept_and_not_interpreted(
    service: Service, house: House
) -> None:
    fake = service.fake()

    def foreign(got: Got) -> bytes:
        if _asks(got):
            return http("查验成功发票一致".encode("gb18030"))
        answer: bytes = fake(got)
        return answer

    with serving(foreign) as server:
        answer = house.ask(service.provider, service.access(server.address))
    assert (answer.state, answer.failure) == (State.UNINTERPRETED, Failure.ENCODING)
    assert "\\x" in answer.raw


@EACH
def test_a_redirect_is_not_followed(service: Service, house: House) -> None:
    with serving(lambda _: http("")) as elsewhere:

        def away(got: Got) -> bytes:
            return http("", 302, Location=f"{elsewhere.address}/")

        with serving(away) as server:
            answer = house.ask(service.provider, service.access(server.address))
        assert (answer.state, answer.failure) == (State.UNAVAILABLE, Failure.REDIRECTED)
        assert answer.charged is Charged.NO
        assert not elsewhere.got


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return make_certificate(tmp_path_factory.mktemp("tls"))


@EACH
def test_who_cannot_prove_who_he_is_gets_nothing(
    service: Service, certificate: tuple[Path, Path], house: House
) -> None:
    with serving(service.fake(), certificate) as server:
        answer = house.ask(service.provider, service.access(server.address))
        assert not server.got
    assert (answer.state, answer.failure) == (State.UNAVAILABLE, Failure.UNTRUSTED)
    assert answer.charged is Charged.NO
    assert not house.retried


def test_a_certificate_of_another_name_is_no_proof(tmp_path: Path) -> None:
    other = make_certificate(tmp_path, "example.com")
    with serving(TENCENT.fake(), other) as server:
        answer = House(other[0]).ask(TENCENT.provider, TENCENT.access(server.address))
        assert not server.got
    assert answer.failure is Failure.UNTRUSTED


def test_over_tls_with_a_certificate_that_is_trusted(certificate: tuple[Path, Path]) -> None:
    with serving(TENCENT.fake(), certificate) as server:
        answer = House(certificate[0]).ask(TENCENT.provider, TENCENT.access(server.address))
    assert answer.state is State.MATCH


@pytest.mark.parametrize(
    "address",
    [
        "http://ocr.tencentcloudapi.com",
        "http://localhost:1",
        "http://127.0.0.1.example.com",
        "ftp://127.0.0.1",
        "https://user:password@ocr.tencentcloudapi.com",
        "http://[::1",
        "nonsense",
    ],
)
def test_nothing_is_sent_to_an_address_without_protection(address: str, house: House) -> None:
    with pytest.raises(AddressRefused) as refused:
        house.ask(TENCENT.provider, TENCENT.access(address))
    assert "password" not in str(refused.value.facts)


def test_a_password_file_of_the_user_is_not_read(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login someone password else\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    with serving(TENCENT.fake()) as server:
        answer = house.ask(TENCENT.provider, TENCENT.access(server.address))
    assert answer.state is State.MATCH


def test_the_proxy_of_the_system_is_used_and_named_where_it_refuses(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(lambda _: http("", 407)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.address)
        monkeypatch.setenv("https_proxy", proxy.address)
        answer = house.ask(TENCENT.provider, TENCENT.access(""))
        assert proxy.got[0].method == "CONNECT"
        assert not any(got.body for got in proxy.got)
    assert (answer.state, answer.failure) == (State.UNAVAILABLE, Failure.PROXY)
    assert answer.charged is Charged.NO


def test_through_a_proxy_a_service_is_asked_and_has_no_more_time(
    house: House, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(TENCENT.fake(), certificate) as server:

        def through(connection: socket.socket) -> None:
            with socket.create_connection(("127.0.0.1", server.port)) as onward:
                connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                back = threading.Thread(target=_pump, args=(onward, connection))
                back.start()
                _pump(connection, onward)
                back.join(10)

        def drip(connection: socket.socket) -> None:
            connection.sendall(b"HTTP/1.1 200 Connection established\r\nX: ")
            while not proxy.over.wait(0.05):
                connection.sendall(b" ")

        for mood, state, access in (
            (through, State.MATCH, TENCENT.access),
            (drip, State.UNAVAILABLE, TENCENT.hurried),
        ):
            with serving(lambda _, mood=mood: mood) as proxy:  # type: ignore[misc]
                monkeypatch.setenv("HTTPS_PROXY", proxy.address)
                monkeypatch.setenv("https_proxy", proxy.address)
                answer = House(certificate[0]).ask(TENCENT.provider, access(server.address))
                assert proxy.got[0].method == "CONNECT"
            assert (answer.state, answer.charged is Charged.NO) == (state, state is not State.MATCH)


def _pump(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while piece := source.recv(65536):
            target.sendall(piece)
        target.shutdown(socket.SHUT_WR)


@EACH
def test_an_answer_about_another_invoice_says_nothing_about_this_one(
    service: Service, house: House
) -> None:
    fake = service.fake()
    other = "24000000000000000099"
    fake.more = {service.number: other}
    with serving(fake) as server:
        answer = house.ask(service.provider, service.access(server.address))
    assert answer.state is State.UNINTERPRETED


@EACH
def test_no_secret_is_in_a_log_an_answer_an_error_or_a_repr(
    service: Service, house: House, tmp_path: Path
) -> None:
    fake = service.fake()
    log = logs.start(tmp_path)

    def telltale(got: Got) -> bytes:
        if not _asks(got):
            answer: bytes = fake(got)
            return answer
        return http({"echo": f"{got.headers} {got.raw_query}", "code": "x", "describe": "y"})

    try:
        with serving(telltale) as server:
            access = service.access(server.address)
            answer = house.ask(service.provider, access)
            errors: list[AppError] = []
            for wrong in (service.access("http://example.com"), Access({})):
                with pytest.raises(AppError) as raised:
                    house.ask(service.provider, wrong)
                errors.append(raised.value)
            failed = house.ask(service.provider, service.access(_nowhere()))
    finally:
        logs.stop()
    shown = [log.read_text(), str(answer), answer.raw, repr(access), repr(failed), answer.message]
    shown += [f"{error!r} {error.facts} {logs.described(error)}" for error in errors]
    secrets = {text for each in service.provider.credentials if each.secret
               for text in [service.credentials.get(each.key, "")] if text}  # fmt: skip
    secrets |= {getattr(fake, "valid", "")} - {""}
    for text in shown:
        for secret in secrets:
            assert secret not in text
            assert secret.replace(" ", "%20") not in text
    assert DIGITAL_NUMBER not in log.read_text()


@pytest.mark.parametrize(
    "written",
    [r"ab\/cd+ef\"gh\u00e9", r"ab/cd+ef\"gh\u00e9", "ab%2fcd%2bef%22gh%c3%a9", 'ab/cd+ef"ghé'],
)
def test_a_secret_is_blacked_out_however_an_answer_writes_it(written: str, house: House) -> None:
    access = TENCENT.access("")
    secret = 'ab/cd+ef"ghé'
    echo = http(f'{{"echo": "{written}", "Response": {{}}}}')
    with serving(lambda _: echo) as server:
        its = {**access.credentials, "secret_key": secret}
        answer = house.ask(
            TENCENT.provider, replace(access, credentials=its, address=server.address)
        )
    assert "[...]" in answer.raw
    assert "gh" not in answer.raw


@EACH_WITH_TOKENS
def test_what_is_no_whole_token_leaves_none_in_the_answer(service: Service, house: House) -> None:
    told = {"access_token": "TOKEN-OF-NOBODY", "expires_in": "soon", "success": True}
    body = http(told | {"response": told})
    with serving(lambda _: body) as server:
        answer = house.ask(service.provider, service.access(server.address))
    assert answer.charged is Charged.NO
    assert "TOKEN-OF-NOBODY" not in f"{answer.raw} {answer.message} {answer.details}"


def test_killed_between_question_and_answer_it_asked_once(tmp_path: Path) -> None:
    server: Server
    with serving(lambda _: server.hold) as server:
        child = subprocess.Popen(
            [sys.executable, "-m", "tests.core.verify.asking_child", server.address]
        )
        assert server.came.wait(60)
        child.kill()
        child.wait()
        assert len(server.got) == 1


def test_the_network_is_loaded_with_the_first_question_and_not_before() -> None:
    script = "import sys, core.verify.asking as a; sys.exit('requests' in sys.modules)"
    subprocess.run([sys.executable, "-c", script], check=True)


def _nowhere() -> str:
    """An address where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return f"http://127.0.0.1:{free.getsockname()[1]}"
