"""Whatever an answer holds, reading it raises nothing, and only evidence makes a match."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.answer import Answer, State
from core.verify import PROVIDERS
from core.verify.provider import Provider, Token, TokenProvider
from core.verify.tokens import Kept
from tests.core.verify.asked import reply
from tests.core.verify.sixth import Sixth
from tests.core.verify.test_answers import (
    ALIBABA_DATA,
    BAIWANG_DATA,
    alibaba,
    tencent_invoice,
)

ALL: tuple[Provider, ...] = (*PROVIDERS, Sixth())
EACH = pytest.mark.parametrize("each", ALL, ids=lambda each: each.id)
AT = datetime(2026, 11, 24, tzinfo=UTC)
STATUSES = st.sampled_from((200, 200, 200, 301, 400, 401, 404, 429, 500, 502, 599))
TEXTS = st.text(max_size=20) | st.sampled_from(
    ("", "0", "-1", "NaN", "1e999", "9" * 400, "一致", "001", "0001", "E0000", "\ud800", "\0", "N")
)
NAMES = st.sampled_from(
    "Response Error Code Message Invoice Items Number Date AmountWithTax Type Data code msg data"
    " detailList VerifyResult words_result CommodityName row word error_code success response"
    " \ud800 errorResponse subCode checkResult items result describe access_token expires_in"
    " InvoiceNum"
    .split()
)  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(NAMES | st.text(max_size=5), inner, max_size=5)
    ),
    max_leaves=20,
)
MATCHES: dict[str, Any] = {
    "tencent": tencent_invoice(),
    "alibaba": alibaba("001", ALIBABA_DATA),
    "baiwang": {"success": True, "response": {"data": BAIWANG_DATA}},
    "baidu": {
        "VerifyResult": "0001", "InvoiceNum": "1", "InvoiceDate": "20250315",
        "words_result": {"CommodityName": [{"row": "1", "word": "x"}], "AmountInFiguers": "1.00"},
    },
    "nuonuo": {"code": "E0000", "describe": "", "result": {"invoiceNo": "1", "jshj": "1.00"}},
    "sixth": {"ok": True, "number": "1", "day": "20250315"},
}  # fmt: skip


@EACH
@given(body=st.binary(max_size=200), status=STATUSES)
def test_bytes_are_never_a_match(each: Provider, body: bytes, status: int) -> None:
    answer = each.parse(reply(body, status))
    assert answer.state is not State.MATCH
    holds(answer)


@EACH
@given(value=VALUES, status=STATUSES)
def test_any_json_is_read_without_an_error(each: Provider, value: Any, status: int) -> None:
    answer = each.parse(reply(json.dumps(value), status))
    holds(answer)
    if answer.state is State.MATCH:
        assert status == 200
        assert answer.face is not None
        assert answer.face.number


@EACH
@given(data=st.data())
def test_a_good_answer_with_one_thing_spoilt_is_read_without_an_error(
    each: Provider, data: st.DataObject
) -> None:
    text = json.dumps(MATCHES[each.id], ensure_ascii=False)
    at = data.draw(st.integers(0, len(text)))
    length = data.draw(st.integers(0, 12))
    spoilt = text[:at] + data.draw(st.text(max_size=5)) + text[at + length :]
    holds(each.parse(reply(spoilt.encode("utf-8", "surrogatepass"))))


@EACH
@pytest.mark.parametrize("status", [199, 201, 301, 400, 404, 500, 502])
def test_a_good_answer_under_another_status_is_no_match(each: Provider, status: int) -> None:
    good = json.dumps(MATCHES[each.id])
    usual = State.UNINTERPRETED if each.id == "nuonuo" else State.MATCH
    assert each.parse(reply(good)).state is usual
    assert each.parse(reply(good, status)).state is not State.MATCH


@EACH
@pytest.mark.parametrize("body", ["[" * 100_000, '{"Response":' * 5_000, '{"a":' + "1" * 5_000])
def test_deep_and_long_answers_do_no_harm(each: Provider, body: str) -> None:
    holds(each.parse(reply(body)))


@given(body=st.binary(max_size=100) | VALUES.map(lambda each: json.dumps(each).encode()))
def test_a_token_is_read_or_there_is_none(body: bytes) -> None:
    for each in ALL:
        if isinstance(each, TokenProvider):
            found = each.parse_token(reply(body), AT)
            assert isinstance(found, Token | Answer)
            if isinstance(found, Token):
                assert found.value
                assert found.ends_at.tzinfo


@pytest.mark.parametrize("seconds", ["-9999999999999", "9999999999999", "1e12", "0.5", -1])
def test_a_token_that_lasts_for_ever_or_ended_long_ago_does_no_harm(seconds: Any) -> None:
    found = {"access_token": "t", "expires_in": seconds}
    for body in (found, {"success": True, "response": found}):
        for each in ALL:
            if isinstance(each, TokenProvider):
                each.parse_token(reply(json.dumps(body)), AT)


@given(text=st.text(max_size=60) | VALUES.map(json.dumps))
def test_whatever_the_keyring_holds_is_a_token_or_nothing(text: str) -> None:
    kept = Kept.read(text)
    assert Kept.read(kept.written()) == kept


def test_a_token_with_fifty_times_fits_into_every_keyring() -> None:
    times = tuple(range(1_800_000_000, 1_800_000_050))
    kept = Kept(Token("t" * 256, AT), "f" * 16, times)
    assert len(kept.written()) <= 1280  # Windows: 2,560 bytes of UTF-16
    assert Kept.read(kept.written()) == kept


def holds(answer: Answer) -> None:
    """It can be kept: no lone surrogates, no NULs; and it can be shown."""
    texts = [answer.code, answer.message, answer.request_id, str(answer.face)]
    for name, text in answer.details:
        texts += [name, text]
    for text in texts:
        text.encode()
    answer.raw.encode()
    assert repr(answer)
