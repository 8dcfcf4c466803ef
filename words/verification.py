"""What asking the outside world (查验) came to, in words."""

from collections.abc import Callable, Mapping
from enum import Enum

from core.domain.answer import Charged, Failure, State
from core.verify.provider import Sent
from words.translate import tr


def verification_word(member: Enum) -> str:
    """Give the words of a State, Charged, Failure or Sent."""
    return _GROUPS[type(member)]()[member]


def label(text: str) -> str:
    """Say a field's name as the vendor's console has it; a known one in the user's language."""
    return _labels().get(text, text)


def states() -> Mapping[Enum, str]:
    """What a question came to."""
    return {
        State.MATCH: tr("It agrees"),
        State.MISMATCH: tr("It does not agree"),
        State.NOT_FOUND: tr("There is no such invoice"),
        State.TOO_EARLY: tr("Too early: it was issued today"),
        State.LIMITED: tr("Checked as often as a day allows"),
        State.OUT_OF_RANGE: tr("Too old to be checked"),
        State.INPUT_ERROR: tr("The service does not accept these values"),
        State.ACCOUNT_ERROR: tr("The account with the service is used up or not open"),
        State.CONFIG_ERROR: tr("The service does not accept our credentials or settings"),
        State.UNAVAILABLE: tr("The service cannot be reached now"),
        State.UNKNOWN: tr("No whole answer came: it may have been charged"),
        State.UNINTERPRETED: tr("Answered, not interpreted: look at the answer itself"),
    }


def charges() -> Mapping[Enum, str]:
    """Whether it cost anything."""
    return {
        Charged.YES: tr("charged"),
        Charged.NO: tr("not charged"),
        Charged.UNKNOWN: tr("not known whether charged"),
    }


def failures() -> Mapping[Enum, str]:
    """Where the way to a service ended."""
    return {
        Failure.NAME: tr("The name of the service is not found"),
        Failure.CONNECTION: tr("No connection to the service"),
        Failure.PROXY: tr("The proxy does not let us through"),
        Failure.UNTRUSTED: tr("The service cannot prove that it is the one"),
        Failure.TIME: tr("The service did not answer in time"),
        Failure.BROKEN_OFF: tr("The connection broke off"),
        Failure.TOO_LARGE: tr("The answer is too large to be one"),
        Failure.REDIRECTED: tr("Something sends us elsewhere"),
        Failure.BUSY: tr("The service has trouble of its own"),
        Failure.ENCODING: tr("The answer is no readable text"),
    }


def sent() -> Mapping[Enum, str]:
    """What leaves the house with a question."""
    return {
        Sent.CODE: tr("Invoice code"),
        Sent.NUMBER: tr("Invoice number"),
        Sent.DATE: tr("Date of issue"),
        Sent.AMOUNT: tr("The amount that this kind is checked by"),
        Sent.CHECK_CODE: tr("The end of the check code"),
        Sent.KIND: tr("Kind of invoice"),
        Sent.SELLER_TAX_ID: tr("The seller's tax number (blockchain invoices only)"),
        Sent.OWN_TAX_ID: tr("Your own tax number"),
    }


def _labels() -> Mapping[str, str]:
    return {
        "username": tr("User name of the platform"),
        "password": tr("Password of the platform"),
        "userSalt": tr("Salt (userSalt)"),
        "taxNo": tr("Your own tax number"),
        "version": tr("Version of the interface"),
        "environment": tr("Environment"),
        "method": tr("Product that was bought"),
    }


_GROUPS: Mapping[type[Enum], Callable[[], Mapping[Enum, str]]] = {
    State: states,
    Charged: charges,
    Failure: failures,
    Sent: sent,
}
