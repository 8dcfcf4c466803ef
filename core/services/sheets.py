"""The recovery sheet (恢复凭证), shown once more."""

from dataclasses import dataclass, field
from datetime import date

from core.domain.company import CompanyEntry
from core.errors import KeyWrong
from core.files.recovery_sheet import code_modules
from core.secrets import KeySource, recovery_code
from core.store.ledger import Clock, Ledger


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the sheet shows; `modules` are the rows of its QR code."""

    key_id: str
    code: str = field(repr=False)
    modules: tuple[tuple[bool, ...], ...] = field(repr=False)
    made_on: date
    company: CompanyEntry


class Sheets:
    """Draws the sheet of an open ledger."""

    def __init__(self, ledger: Ledger, now: Clock) -> None:
        self._ledger = ledger
        self._now = now

    def draw(self, keeper: KeySource) -> Sheet:
        """Give the sheet once the keyring has given the key, now and to this user.

        That a program has the ledger open is no proof of who sits before it. Raises KeyMissing,
        KeyringLocked, KeyringDenied, KeyringAbsent, KeyWrong.
        """
        ledger = self._ledger
        key = keeper.get(ledger.current.key_id)
        if key != ledger.key:
            raise KeyWrong(folder=str(ledger.folder))
        with ledger.store.reading() as work:
            company = work.company_entries()[0]
        code = recovery_code(key)
        today = self._now().date()
        return Sheet(ledger.current.key_id, code, code_modules(code), today, company)
