"""What a verification service is: one file behind this protocol (docs/PROVIDERS.md).

`build`, `sign`, `parse` and `classify` are pure: published vectors and kept answers test them.
Time-outs, retries, rates and secrets are the business of `transport.py` and `asking.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from typing import Protocol, runtime_checkable
from urllib.parse import urlsplit, urlunsplit

from core.domain.answer import Answer, Charged, State, Then
from core.domain.invoice import Face, InvoiceKind
from core.errors import AddressRefused, CredentialMissing, NotAskable
from core.verify.wire import Reply, Request

BEIJING = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class Field:
    """One credential; `label` is what the vendor's console calls it."""

    key: str
    label: str
    secret: bool
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing to choose; `choices` empty: any text."""

    key: str
    label: str
    default: str
    choices: tuple[str, ...] = ()


class Sent(StrEnum):
    """What leaves the house with a question."""

    CODE = "code"
    NUMBER = "number"
    DATE = "issued_on"
    AMOUNT = "amount"
    CHECK_CODE = "check_code"
    KIND = "kind"
    SELLER_TAX_ID = "seller_tax_id"
    OWN_TAX_ID = "own_tax_id"


@dataclass(frozen=True, slots=True)
class Terms:
    """What a person should know before the first question.

    `price` is yuan a check in the smallest pack, `free` the checks that cost nothing; None where
    the vendor publishes none. `a_second`: how many are asked at most. `confirmed` False: the
    vendor does not document what its answer looks like.
    """

    sent: tuple[Sent, ...]
    price: Decimal | None
    free: int | None
    a_second: float
    site: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Access:
    """An account with a service; `address` replaces its hosts, and only a setting sets it.

    `seconds`: how long a read may take, 10 to 120.
    """

    credentials: Mapping[str, str] = field(repr=False)
    settings: Mapping[str, str] = field(default_factory=dict)
    address: str = ""
    seconds: float = 30.0

    def at(self, url: str) -> str:
        """Give the address, on the host that was set in its place; raise AddressRefused."""
        if not self.address:
            return url
        try:
            ours, theirs = urlsplit(self.address), urlsplit(url)
        except ValueError:
            raise AddressRefused(provider="", host="?") from None
        path = ours.path.rstrip("/") + theirs.path
        return urlunsplit((ours.scheme, ours.netloc, path, theirs.query, ""))

    def chosen(self, setting: Setting) -> str:
        """Give what is set, or what it is when nothing is."""
        return self.settings.get(setting.key) or setting.default


@dataclass(frozen=True, slots=True)
class Moment:
    """When, and a number used once: 32 hex digits."""

    at: datetime
    nonce: str

    @property
    def seconds(self) -> int:
        """Unix time."""
        return int(self.at.timestamp())

    @property
    def today(self) -> date:
        """The Beijing day."""
        return self.at.astimezone(BEIJING).date()


@dataclass(frozen=True, slots=True)
class Question:
    """A question before it is signed: the query and the body, byte for byte."""

    query: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Token:
    """A token and when it ends, by the service's own account."""

    value: str = field(repr=False)
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Meaning:
    """One row of a service's table of codes."""

    state: State
    charged: Charged = Charged.NO
    then: Then = Then.NOTHING


NOT_IN_THE_TABLE = Meaning(State.UNINTERPRETED, Charged.UNKNOWN)


class Provider(Protocol):
    """A verification service."""

    @property
    def id(self) -> str:
        """A word that is kept with every answer; it never changes."""
        ...

    @property
    def name(self) -> str:
        """Its proper name."""
        ...

    @property
    def credentials(self) -> tuple[Field, ...]:
        """What it wants to know of whoever asks."""
        ...

    @property
    def settings(self) -> tuple[Setting, ...]:
        """What can be chosen."""
        ...

    @property
    def kinds(self) -> frozenset[InvoiceKind]:
        """The kinds that can be asked there."""
        ...

    @property
    def hosts(self) -> frozenset[str]:
        """The only hosts that are ever asked."""
        ...

    @property
    def terms(self) -> Terms:
        """What is sent, at what price."""
        ...

    @property
    def probe(self) -> Question | None:
        """A question that fails before it is charged; None where a token is test enough."""
        ...

    def build(self, invoice: Face, access: Access, moment: Moment) -> Question:
        """Write the question; raise NotAskable where the invoice lacks what it needs."""
        ...

    def sign(self, question: Question, access: Access, moment: Moment, token: str) -> Request:
        """Sign a question; `token` is "" where the service has none."""
        ...

    def parse(self, reply: Reply) -> Answer:
        """Read any answer whatsoever; never raises."""
        ...

    def classify(self, code: str) -> Meaning:
        """Look a code up in the service's own table."""
        ...


@runtime_checkable
class TokenProvider(Protocol):
    """A service that wants a token first.

    `tokens_in_30_days`: how many it gives out; None where no limit is known.
    """

    @property
    def tokens_in_30_days(self) -> int | None:
        """How many tokens it gives out in 30 days."""
        ...

    def token_request(self, access: Access, moment: Moment) -> Request:
        """Ask for a token; holds the secret in its address or body."""
        ...

    def parse_token(self, reply: Reply, at: datetime) -> Token | Answer:
        """Read the token, or why there is none."""
        ...


def credential(provider: str, access: Access, key: str) -> str:
    """Give a credential of the service with this id; raise CredentialMissing."""
    value = access.credentials.get(key, "").strip()
    if not value:
        raise CredentialMissing(provider=provider, field=key)
    return value


def unfit(provider: Provider, access: Access, invoice: Face, at: datetime) -> str | None:
    """Say what keeps a service from being asked about an invoice; None if it can be.

    The reason is what NotAskable names. Raises CredentialMissing.
    """
    try:
        provider.build(invoice, access, Moment(at, "0" * 32))
    except NotAskable as error:
        return str(error.facts["reason"])
    return None
