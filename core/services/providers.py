"""The verification services (查验服务) that were chosen: order, settings, credentials, tests."""

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from core.domain.answer import Answer, Charged, State
from core.domain.invoice import Face
from core.domain.site_values import SITE
from core.domain.topic import Topic
from core.errors import AppError, NoProvider
from core.progress import Wait
from core.secrets import Vault
from core.services.working_off import Service
from core.store.askers import SECONDS, Choice
from core.store.database import Store
from core.store.ledger import Clock
from core.verify import PROVIDERS
from core.verify.asking import Asker, Tested
from core.verify.connection import Step, StepKind, Who, reachable, steps
from core.verify.provider import Access, Provider, unfit

CREDENTIALS_NOT_REACHED = Step(StepKind.CREDENTIALS, None, Who.YOU)
ADDRESS = "address"
"""The setting that replaces a service's hosts."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What a service was asked in a month: how many were charged, were not, and perhaps were.

    `cost` is yuan for the charged by the vendor's list price; None where no price is published.
    """

    provider: str
    charged: int
    free: int
    unknown: int
    cost: Decimal | None

    @property
    def questions(self) -> int:
        """All that were asked."""
        return self.charged + self.free + self.unknown


class Providers:
    """Who is asked, and with what; secrets stand in the vault alone."""

    def __init__(
        self,
        store: Store,
        vault: Vault,
        now: Clock,
        wait: Wait = time.sleep,
    ) -> None:
        """Keep secrets in the vault; `wait` goes with a clock that does not run by itself."""
        self._store = store
        self._vault = vault
        self._now = now
        self._asker = Asker(vault, now, wait=wait)

    def choices(self) -> tuple[Choice, ...]:
        """Give what was ever chosen, first those that are on, in the order of choice.

        A service that this version does not know, or no longer, is left out.
        """
        known = {each.id for each in PROVIDERS}
        with self._store.reading() as work:
            return tuple(x for x in work.askers.all() if x.provider in known)

    def asked(self) -> tuple[Choice, ...]:
        """Give those that are asked: they are on, and a person has read what is sent to whom."""
        return tuple(x for x in self.choices() if x.on and x.agreed_at is not None)

    def choose(self, ids: Sequence[str]) -> None:
        """Ask these services, in this order, and no others; what rests is tried anew."""
        known = {each.id for each in PROVIDERS}
        with self._store.writing() as work:
            chosen = [name for name in dict.fromkeys(ids) if name in known]
            work.askers.choose(chosen)
            for name in chosen:
                work.askers.answered(name)
            work.record("choose_providers", None, Topic.VERIFICATION, providers=",".join(chosen))

    def set_settings(
        self, provider: str, settings: Mapping[str, str], seconds: int | None = None
    ) -> None:
        """Set what a service's settings name, and how long an answer is waited for."""
        more = {} if seconds is None else {"seconds": min(max(seconds, 10), 120)}
        with self._store.writing() as work:
            work.askers.change(provider, settings=dict(settings), **more)
            work.record("set_provider", None, Topic.VERIFICATION, provider=provider, **more)

    def agree(self, provider: str) -> None:
        """Note that a person has read what is sent to whom, at what price."""
        with self._store.writing() as work:
            work.askers.change(provider, agreed_at=work.at.isoformat(timespec="seconds"))
            work.record("agree", None, Topic.VERIFICATION, provider=provider)

    def put_credentials(self, provider: str, values: Mapping[str, str]) -> None:
        """Keep credentials in the keyring; an empty one leaves what is kept.

        Raises KeyringAbsent, KeyringLocked, KeyringDenied.
        """
        kept = self._credentials(provider) | {name: text for name, text in values.items() if text}
        self._vault.put(_named(provider), json.dumps(kept, ensure_ascii=False))
        with self._store.writing() as work:
            work.askers.answered(provider)  # what was refused before is tried anew
            work.record("put_credentials", None, Topic.VERIFICATION, provider=provider)

    def forget_credentials(self, provider: str) -> None:
        """Drop the credentials of a service with its token, and ask it no more.

        Raises KeyringAbsent, KeyringLocked, KeyringDenied.
        """
        self._asker.forget(_provider(provider), self.access(provider))
        self._vault.forget(_named(provider))
        with self._store.writing() as work:
            chosen = [x.provider for x in work.askers.all() if x.on and x.provider != provider]
            work.askers.choose(chosen)
            work.record("forget_credentials", None, Topic.VERIFICATION, provider=provider)

    def has_credentials(self, provider: str) -> bool:
        """Say whether everything that a service needs is in the keyring."""
        needed = {x.key for x in _provider(provider).credentials if not x.optional}
        return needed <= self.credential_keys(provider)

    def credential_keys(self, provider: str) -> frozenset[str]:
        """Name the credentials that are kept, without their values."""
        return frozenset(name for name, text in self._credentials(provider).items() if text)

    def test(self, provider: str) -> Tested:
        """Try the credentials; costs nothing. Raises what `Asker.test` raises."""
        return self._asker.test(_provider(provider), self.access(provider))

    def check(self, provider: str | None) -> tuple[Step, ...]:
        """Walk the way to a service, step by step, its credentials last; costs nothing.

        None is the official site, which has none.
        """
        return tuple(self.walk(provider))

    def walk(self, provider: str | None) -> Iterator[Step]:
        """Give the steps of `check` one by one, each when it was taken."""
        if provider is None:
            yield from steps(SITE, self._now)
            return
        free = True
        for step in steps(self._address(provider), self._now):
            free = free and step.ok is not False
            yield step
        yield self._credentials_step(provider) if free else CREDENTIALS_NOT_REACHED

    def reachable(self) -> bool:
        """Say whether a service that was chosen answers; the official site, where none is."""
        chosen = [choice.provider for choice in self.choices() if choice.on]
        addresses = [self._address(name) for name in chosen] or [SITE]
        return any(reachable(address, self._now) for address in addresses)

    def in_doubt(self) -> bool:
        """Say whether a service that is asked was not there the last time."""
        lost = (State.UNAVAILABLE, State.UNKNOWN)
        return any(x.on and x.last is not None and x.last[0] in lost for x in self.choices())

    def access(self, provider: str) -> Access:
        """Give what a service is asked with; raises Keyring* errors."""
        settings, seconds = self._set(provider)
        address = settings.pop(ADDRESS, "")
        return Access(self._credentials(provider), settings, address, seconds)

    def services(self) -> list[Service]:
        """Give those that may be asked, in the order of choice; raises NoProvider."""
        found = [self._service(_provider(choice.provider)) for choice in self.asked()]
        if not found:
            raise NoProvider()
        return found

    def spent(self, month: date | None = None) -> tuple[Spent, ...]:
        """Give what each service was asked in the month of a day, else of today, and its cost.

        A service that was not asked is left out.
        """
        with self._store.reading() as work:
            first = (month or work.at.date()).replace(day=1)
            after = (first + timedelta(days=31)).replace(day=1)
            found = work.verifications.charges(first, after)
        prices = {each.id: each.terms.price for each in PROVIDERS}
        return tuple(
            _spent(name, counts, prices.get(name)) for name, counts in sorted(found.items())
        )

    def _set(self, provider: str) -> tuple[dict[str, str], int]:
        """Give what is set for a service, and how many seconds an answer is waited for."""
        choice = next((x for x in self.choices() if x.provider == provider), None)
        return (dict(choice.settings), choice.seconds) if choice else ({}, SECONDS)

    def _address(self, provider: str) -> str:
        """The way there needs no credentials: it is walked without a keyring too."""
        set_ = self._set(provider)[0].get(ADDRESS)
        return set_ or f"https://{min(_provider(provider).hosts)}/"

    def _credentials_step(self, provider: str) -> Step:
        try:
            tested = self.test(provider)
        except AppError as error:
            return replace(CREDENTIALS_NOT_REACHED, ok=False, facts={"reason": error.code})
        facts = {"reason": "unsaid" if tested.accepted is None else "rejected"}
        return replace(CREDENTIALS_NOT_REACHED, ok=tested.accepted, facts=facts)

    def _service(self, provider: Provider) -> Service:
        access = self.access(provider.id)

        def ask(invoice: Face, most: int, wait: Wait) -> Answer:
            return self._asker.ask(provider, access, invoice, most, wait)

        def cannot(invoice: Face) -> str | None:
            try:
                return unfit(provider, access, invoice, self._now())
            except AppError:
                return None  # it is told when it is asked

        return Service(provider.id, ask, cannot)

    def _credentials(self, provider: str) -> dict[str, str]:
        """Give what is kept; what another program has put in its place is nothing kept."""
        try:
            found = json.loads(self._vault.get(_named(provider)) or "{}")
        except (ValueError, RecursionError):
            return {}
        pairs = found.items() if isinstance(found, dict) else ()
        return {str(name): str(value) for name, value in pairs}


def _spent(name: str, counts: Mapping[Charged, int], price: Decimal | None) -> Spent:
    charged, free, unknown = (counts[x] for x in (Charged.YES, Charged.NO, Charged.UNKNOWN))
    return Spent(name, charged, free, unknown, None if price is None else price * charged)


def _provider(name: str) -> Provider:
    return next(each for each in PROVIDERS if each.id == name)


def _named(provider: str) -> str:
    return f"credentials {provider}"
