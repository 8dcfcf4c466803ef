"""Asking a service about an invoice: token, rate, retries, and what must never be repeated.

A question is sent a second time only where the first was certainly not received, or where the
service's own table says so. Nothing is raised once a question may have been charged.
"""

import json
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Lock
from typing import Final
from urllib.parse import quote, quote_plus

from core.domain.answer import Answer, Charged, Failure, State, Then
from core.domain.invoice import Face
from core.domain.text import clean
from core.logs import log
from core.progress import Cancelled, Wait
from core.secrets import Vault
from core.verify.provider import (
    Access,
    Moment,
    Provider,
    Question,
    Token,
    TokenProvider,
    credential,
)
from core.verify.rate import Rates
from core.verify.tokens import Tokens
from core.verify.transport import NoReply, Transport
from core.verify.wire import Reply, Request

PAUSES: Final = (2.0, 4.0)
"""Seconds before the second and the third time; up to one more by chance."""
LONGEST_WAIT: Final = 30.0
"""A service that asks for more is left to whoever keeps the queue."""
_REPEATED: Final = frozenset((Then.RETRY, Then.BACK_OFF))
_SHORTEST_SECRET: Final = 6
_HEX: Final = re.compile("%[0-9A-F]{2}")


@dataclass(frozen=True, slots=True)
class Tested:
    """What a test of credentials came to; `accepted` None: it cannot be said."""

    accepted: bool | None
    answer: Answer | None = None


class Asker:
    """Asks any service; one for the whole program, for it keeps the rates."""

    def __init__(
        self,
        vault: Vault,
        now: Callable[[], datetime],
        *,
        transport: Transport = Transport(),
        wait: Wait = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Keep tokens in `vault`; `wait` may raise, for nothing is under way when it is called.

        `clock` counts seconds, for the rates.
        """
        self._now = now
        self._wait = wait
        self._tokens = Tokens(vault)
        self._fetching = Lock()
        self._rates = Rates(wait, clock)
        self._transport = transport

    def ask(
        self,
        provider: Provider,
        access: Access,
        invoice: Face,
        most: int | None = None,
        wait: Wait | None = None,
    ) -> Answer:
        """Ask about an invoice and wait for the answer; `most` times, if repeated, or three.

        Where `wait` raises Cancelled between two tries, the answer is what the first came to, for
        it may have been charged; else it is raised. Raises NotAskable, CredentialMissing,
        AddressRefused, TokensUsedUp and what the keyring raises: always where nothing was charged.
        """
        _complete(provider, access)
        question = provider.build(invoice, access, self._moment())
        answer = self._asked(provider, access, question, most, wait or self._wait)
        return replace(_about(answer, invoice), checked_at=self._now())

    def test(self, provider: Provider, access: Access) -> Tested:
        """Try the credentials without being charged; raises what `ask` raises.

        Where tokens are few, one that is kept is test enough.
        """
        _complete(provider, access)
        if isinstance(provider, TokenProvider):
            kept = self._tokens.kept(provider, access, self._now())
            few = provider.tokens_in_30_days is not None
            found = kept if few and kept else self._fetched(provider, access, self._wait)
            return Tested(True) if isinstance(found, Token) else _judged(found)
        assert provider.probe is not None
        return _judged(self._sent(provider, access, provider.probe, "", None, self._wait))

    def forget(self, provider: Provider, access: Access) -> None:
        """Drop the token that is kept for these credentials."""
        self._tokens.forget(provider, access)

    def _asked(
        self,
        provider: Provider,
        access: Access,
        question: Question,
        most: int | None,
        wait: Wait,
    ) -> Answer:
        """Ask, with one new token at most."""
        if not isinstance(provider, TokenProvider):
            return self._sent(provider, access, question, "", most, wait)
        kept = self._tokens.kept(provider, access, self._now())
        if kept:
            answer = self._sent(provider, access, question, kept.value, most, wait)
            if answer.then is not Then.NEW_TOKEN:
                return answer
            if answer.charged is not Charged.NO:  # one of its repetitions may have been
                return replace(answer, then=Then.NOTHING)
            few = provider.tokens_in_30_days is not None
            if few and self._tokens.is_new(provider, access, self._now()):
                return replace(answer, then=Then.NOTHING)
        fetched = self._renewed(provider, access, kept, wait)
        if isinstance(fetched, Answer):
            return fetched
        answer = self._sent(provider, access, question, fetched.value, most, wait)
        return replace(answer, then=Then.NOTHING) if answer.then is Then.NEW_TOKEN else answer

    def _renewed(
        self, provider: Provider, access: Access, refused: Token | None, wait: Wait
    ) -> Token | Answer:
        """Give a token in place of a refused one; another thread may have fetched it meanwhile."""
        with self._fetching:
            kept = self._tokens.kept(provider, access, self._now())
            return kept if kept and kept != refused else self._fetched(provider, access, wait)

    def _fetched(self, provider: Provider, access: Access, wait: Wait) -> Token | Answer:
        """Fetch a token and keep it; again only where it was certainly not asked for."""
        for pause in (*PAUSES, None):
            found = self._fetched_once(provider, access)
            if isinstance(found, Token) or pause is None or found.then is not Then.RETRY:
                break
            wait(_uneven(pause))
        return found

    def _fetched_once(self, provider: Provider, access: Access) -> Token | Answer:
        """A token costs nothing, so that not even a time-out charged anything."""
        assert isinstance(provider, TokenProvider)
        self._tokens.count(provider, access, self._now(), provider.tokens_in_30_days)
        moment = self._moment()
        reply = self._reply(provider, access, provider.token_request(access, moment), "")
        if isinstance(reply, NoReply):
            if not reply.received:
                self._tokens.uncount(provider, access)
            answer = _failed(provider, replace(reply, received=False))
            return replace(answer, then=Then.LATER) if reply.received else answer
        found = provider.parse_token(reply, moment.at)
        self._tokens.keep(provider, access, found)
        if isinstance(found, Token):
            return found
        then = found.then if found.then is Then.BACK_OFF else Then.NOTHING
        # what could not be read as a token may hold one: its text is not kept
        return replace(found, charged=Charged.NO, then=then, raw="")

    def _sent(
        self,
        provider: Provider,
        access: Access,
        question: Question,
        token: str,
        most: int | None,
        wait: Wait,
    ) -> Answer:
        """Send a question, at most three times."""
        tries = [self._once(provider, access, question, token)]
        for pause in PAUSES if most is None else PAUSES[: max(most - 1, 0)]:
            asked_for = tries[-1].wait or 0
            if tries[-1].then not in _REPEATED or asked_for > LONGEST_WAIT:
                break
            try:
                wait(max(_uneven(pause), asked_for))
                tries.append(self._once(provider, access, question, token))
            except Cancelled:
                break  # what was sent already is told
        *before, answer = tries
        may_be_charged = any(each.charged is not Charged.NO for each in before)
        if may_be_charged and answer.charged is Charged.NO:
            answer = replace(answer, charged=Charged.UNKNOWN)
        return replace(answer, before=tuple(before)) if before else answer

    def _once(self, provider: Provider, access: Access, question: Question, token: str) -> Answer:
        self._rates.take(provider.id, provider.terms.a_second)
        request = provider.sign(question, access, self._moment(), token)
        if not request.is_sendable:
            return Answer(provider=provider.id, state=State.CONFIG_ERROR, charged=Charged.NO)
        started = time.monotonic()
        reply = self._reply(provider, access, request, token)
        answer = _read(provider, reply)
        took = (time.monotonic() - started) * 1000
        log.info("%s: %s %s, %d ms", provider.id, answer.state, answer.failure or "", took)
        return answer

    def _reply(
        self, provider: Provider, access: Access, request: Request, token: str
    ) -> Reply | NoReply:
        reply = self._transport.send(
            provider.id, request, provider.hosts, access.address, access.seconds
        )
        if isinstance(reply, NoReply):
            return reply
        hidden = (access.credentials.get(each.key, "") for each in provider.credentials
                  if each.secret)  # fmt: skip
        return _without((*hidden, *request.secrets, token), reply)

    def _moment(self) -> Moment:
        return Moment(self._now(), secrets.token_hex(16))


def _uneven(seconds: float) -> float:
    """Up to one second more by chance, so that many do not come again at once."""
    return seconds + secrets.randbelow(1000) / 1000


def _complete(provider: Provider, access: Access) -> None:
    for each in provider.credentials:
        if not each.optional:
            credential(provider.id, access, each.key)


def _judged(answer: Answer) -> Tested:
    """A probe that came as far as its parameters passed the gate."""
    if answer.state in (State.INPUT_ERROR, State.ACCOUNT_ERROR):
        return Tested(True, answer)
    return Tested(False if answer.state is State.CONFIG_ERROR else None, answer)


def _read(provider: Provider, reply: Reply | NoReply) -> Answer:
    return provider.parse(reply) if isinstance(reply, Reply) else _failed(provider, reply)


def _failed(provider: Provider, no: NoReply) -> Answer:
    """Make the answer of a question that none came to."""
    if no.received:
        return Answer(provider=provider.id, state=State.UNKNOWN, failure=no.failure)
    then = Then.NOTHING if no.failure is Failure.UNTRUSTED else Then.RETRY
    return Answer(provider=provider.id, state=State.UNAVAILABLE, charged=Charged.NO, then=then,
                  failure=no.failure)  # fmt: skip


def _without(hidden: tuple[str, ...], reply: Reply) -> Reply:
    """Black our secrets out of an answer before it is read: it is kept and shown."""
    body = reply.body
    for secret in hidden:
        if len(secret) >= _SHORTEST_SECRET:
            for written in _written(secret):
                body = body.replace(written.encode(), b"[...]")
    return replace(reply, body=body)


def _written(secret: str) -> set[str]:
    """Give the ways in which an answer may repeat a secret: as it is, in an address, in JSON."""
    plain, ascii_ = (json.dumps(secret, ensure_ascii=x)[1:-1] for x in (False, True))
    found = {secret, plain, ascii_, quote(secret, safe=""), quote_plus(secret)}
    slashes = {text.replace("/", "\\/") for text in (secret, plain, ascii_)}
    return found | slashes | {_HEX.sub(lambda hit: hit[0].lower(), text) for text in found}


def _about(answer: Answer, invoice: Face) -> Answer:
    """An answer about another invoice says nothing about this one."""
    face = answer.face
    if face is None or not face.number:
        return answer
    code, numbers = clean(invoice.code or ""), (invoice.number, invoice.paper_number)
    asked = {clean(number) for number in numbers if number}
    told, told_code = clean(face.number), clean(face.code or "")
    is_ours = told in asked and (not told_code or not code or told_code == code)
    if is_ours or told_code + told in asked:
        return answer
    return replace(answer, state=State.UNINTERPRETED, status=None, face=None, details=())
