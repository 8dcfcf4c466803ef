"""The verification queue (查验队列) in words."""

from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING

from core.domain.answer import State
from core.domain.batch_shape import Left
from core.domain.history import Asked, How
from core.domain.invoice import InvoiceKind
from core.domain.site_values import SiteValue
from core.domain.waiting import Hold, Why
from core.verify import provider
from core.verify.connection import UNNEEDED, Step, StepKind, Who
from words import figures
from words.errors import said
from words.translate import filled, joined, tr
from words.verification import verification_word
from words.vocabulary import field

if TYPE_CHECKING:  # comes with the store
    from core.services.providers import Spent
    from core.services.working_off import Stopped


def verifying_word(member: Enum) -> str:
    """Give the words of a Why, Hold or How."""
    return {**_whys(), **_holds(), **_hows()}[member]


def asked_of(asked: Asked) -> str:
    """Say who was asked: a service by its name, or the official page, or a list."""
    return provider_name(asked.provider) if asked.how is How.PROVIDER else verifying_word(asked.how)


def provider_name(name: str) -> str:
    """Give the proper name of a service; the id of one that this program does not know."""
    try:
        return provider(name).name
    except KeyError:
        return name


def stopped(why: "Stopped") -> str:
    """Say why a service is asked no more for now."""
    if why.error is not None:
        reason = said(why.error).what
    else:
        reason = verification_word(why.failure or why.state or State.UNAVAILABLE)
    return filled(
        tr("{service} is not asked for now: {reason}. What waits goes on waiting."),
        {"service": provider_name(why.provider), "reason": reason.rstrip(".。")},
    )


def spent(what: "Spent | None") -> str:
    """Say how often a service was asked this month, and what that cost."""
    if what is None:
        return tr("Not asked this month.")
    parts = [filled(tr("Questions this month: {n}"), {"n": what.questions})]
    if what.cost is not None:
        yuan = figures.money(what.cost)
        parts.append(filled(tr("{yuan} yuan by the list price"), {"yuan": yuan}))
    else:
        parts.append(filled(tr("{n} charged, cost unknown"), {"n": what.charged}))
    if what.unknown:
        parts.append(filled(tr("{n} more may have been charged"), {"n": what.unknown}))
    return " · ".join(parts)


def _whys() -> Mapping[Enum, str]:
    return {
        Why.ENTERED: tr("Entered"),
        Why.OFFLINE: tr("Entered offline"),
        Why.REQUESTED: tr("Asked for"),
        Why.AGAIN: tr("To be looked at again"),
    }


def _holds() -> Mapping[Enum, str]:
    return {
        Hold.SAME_DAY: tr("Issued today: can be checked tomorrow"),
        Hold.LIMIT: tr("Checked five times today: goes on tomorrow"),
        Hold.BACK_OFF: tr("The service was not there: is tried again"),
        Hold.PAUSED: tr("Paused"),
        Hold.MISSING: tr("Lacks a value that is asked for"),
        Hold.UNFIT: tr("This kind is not checked"),
        Hold.TOO_OLD: tr("Older than five years"),
        Hold.REFUSED: tr("Its values were not accepted"),
        Hold.MAYBE_CHARGED: tr("Asked, no answer: may be charged, asked again only if you say so"),
    }


def _hows() -> Mapping[Enum, str]:
    return {
        How.PROVIDER: tr("Verification service"),
        How.SITE: tr("Official site, by hand"),
        How.BATCH: tr("Batch check of the tax bureau"),
        How.BUREAU: tr("List of the tax bureau"),
    }


def site_field(kind: InvoiceKind | None, value: SiteValue) -> str:
    """Name a value as the official page does for this kind."""
    if value.field == "check_code":
        last = tr("Last {n} digits of the check code")
        return filled(last, {"n": len(value.text)})
    if value.field == "net":
        if kind in (InvoiceKind.VEHICLE, InvoiceKind.DIGITAL_VEHICLE_PAPER):
            return tr("Price without tax")
        return tr("Sum") if kind is InvoiceKind.FREIGHT else tr("Amount without tax")
    used = (
        InvoiceKind.USED_VEHICLE,
        InvoiceKind.DIGITAL_USED_VEHICLE,
        InvoiceKind.DIGITAL_USED_VEHICLE_PAPER,
    )
    if value.field == "total" and kind in used:
        return tr("Price of the vehicle")
    return field(value.field)


def elsewhere(kind: InvoiceKind | None) -> str:
    """Say of a kind that the official page does not check where it is checked."""
    if kind is InvoiceKind.FISCAL:
        return tr(
            "Fiscal receipts are not checked there, but on the page of the Ministry of Finance: "
            "pjcy.mof.gov.cn"
        )
    if kind is InvoiceKind.CUSTOMS:
        return tr(
            "Customs receipts are not checked there, but compared in the electronic tax bureau."
        )
    return tr("This kind of invoice is not checked there.")


def left_line(why: Left, column: str = "") -> str:
    """Say why no answer was kept of a row of the file of a batch check."""
    if why is Left.NUMBER and column == "code":
        return tr("The invoice code is missing: 8 digits alone name no invoice.")
    return filled(_lefts()[why], {"field": field(column)})


def _lefts() -> Mapping[Left, str]:
    return {
        Left.ROUNDED: tr(
            "Excel has rounded “{field}” (2.5E+19): its last digits are lost. Take the file as "
            "the tax bureau gave it."
        ),
        Left.NUMBER: tr("There is no invoice number here, or none that can be right."),
        Left.TWO: tr("Its numbers name two different invoices."),
        Left.STRANGE: tr("No invoice of this ledger has this number."),
        Left.EMPTY: tr("No result stands in this row."),
        Left.WORDS: tr("This result is not known here: look at it and note it by hand."),
        Left.CONTRADICTS: tr("The file says two things about this invoice."),
        Left.DIFFERS: tr("“{field}” is not as in the ledger: the answer is about other values."),
        Left.DAY: tr("The date cannot be read, and so not be compared with the ledger."),
        Left.AMOUNT: tr("The amount cannot be read, and so not be compared with the ledger."),
        Left.KEPT: tr("The same row stands above, and was kept."),
    }


def step_line(step: Step) -> str:
    """Say how a step on the way to a service went, and who can mend it where it did not."""
    name = _steps()[step.kind]
    if step.ok is None:
        return filled(_of_no_result(step), {"step": name})
    if step.ok:
        return filled(tr("{step}: in order."), {"step": name})
    return joined(
        filled(tr("{step}: {wrong}"), {"step": name, "wrong": _wrong(step)}),
        _mended_by()[step.who],
    )


def _of_no_result(step: Step) -> str:
    why = step.facts.get("reason")
    if why == UNNEEDED:
        return tr("{step}: not needed here.")
    if why == "unsaid" and step.kind is StepKind.CLOCK:
        return tr("{step}: the service tells no time to compare with.")
    if why == "unsaid":
        return tr("{step}: the service gave no clear answer about them; try again later.")
    return tr("{step}: not reached.")


def _wrong(step: Step) -> str:
    told = {"host": "", "proxy": "", "status": "", "seconds": "0"} | dict(step.facts)
    minutes = round(int(told["seconds"]) / 60)
    text = _by_reason().get((step.kind, told.get("reason") or told.get("way") or ""))
    return filled(text or _anyhow()[step.kind], told | {"minutes": f"{minutes:,}"})


def _steps() -> Mapping[StepKind, str]:
    return {
        StepKind.NETWORK: tr("Network"),
        StepKind.NAME: tr("Name lookup"),
        StepKind.PROXY: tr("Proxy"),
        StepKind.TLS: tr("Secure connection"),
        StepKind.SERVICE: tr("Service"),
        StepKind.CREDENTIALS: tr("Credentials"),
        StepKind.CLOCK: tr("Clock"),
    }


def _anyhow() -> Mapping[StepKind, str]:
    return {
        StepKind.NETWORK: tr("this computer is in no network."),
        StepKind.NAME: tr("the name {host} is not found."),
        StepKind.PROXY: tr("the proxy {proxy} does not answer."),
        StepKind.TLS: tr("{host} cannot prove who it is, or something stands in between."),
        StepKind.SERVICE: tr("{host} does not answer as it should."),
        StepKind.CREDENTIALS: tr("the keyring did not give them."),
        StepKind.CLOCK: tr("it differs by {seconds} seconds; at most 300 are accepted."),
    }


def _by_reason() -> Mapping[tuple[StepKind, str], str]:
    proxy, tls, service = StepKind.PROXY, StepKind.TLS, StepKind.SERVICE
    return {
        (proxy, "login"): tr("the proxy {proxy} asks for a name and a password."),
        (proxy, "refused"): tr("the proxy {proxy} does not let through to this service."),
        (proxy, "beyond"): tr("the proxy {proxy} answers, but does not reach the service."),
        (tls, "dated"): tr(
            "the certificate of {host} does not hold on the day that this computer shows: look at "
            "its date and time first."
        ),
        (tls, "name"): tr("somebody else answers in place of {host}."),
        (tls, "unknown"): tr(
            "the certificate of {host} is of nobody who is trusted: a security program or a "
            "gateway may stand in between."
        ),
        (service, "refused"): tr("{host} takes no connection: it is down, or blocked on the way."),
        (service, "time"): tr("{host} did not answer in time: it is overloaded, or the way slow."),
        (service, "broken"): tr("{host} broke the connection off."),
        (service, "status"): tr("{host} says that it is out of service (HTTP {status})."),
        (StepKind.CREDENTIALS, "rejected"): tr("the service does not accept the account."),
        (StepKind.CREDENTIALS, "credential_missing"): tr("no account is kept here yet."),
        (StepKind.CLOCK, "ahead"): tr(
            "this computer is {minutes} minutes ahead; services accept 5 minutes at most."
        ),
        (StepKind.CLOCK, "behind"): tr(
            "this computer is {minutes} minutes behind; services accept 5 minutes at most."
        ),
    }


def _mended_by() -> Mapping[Who, str]:
    return {
        Who.YOU: tr("You can mend this yourself on this computer."),
        Who.ADMINISTRATOR: tr("Ask whoever looks after your network."),
        Who.PROVIDER: tr("Only the service itself can mend this: wait, or ask its support."),
    }
