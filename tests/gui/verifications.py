"""What the tests of verification share: a ledger that asks a service on loopback."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from core.app import Core
from core.domain.invoice import EntryMethod, Invoice
from gui.tabs.verification import VerificationTab
from tests.gui.conftest import ENOUGH, Shown
from tests.invoices import draft

W = TypeVar("W", bound=QWidget)


def enter(core: Core, *ns: int) -> list[Invoice]:
    return [core.entry.add(draft(n), EntryMethod.MANUAL) for n in ns]


def tab_of(shown: Shown) -> VerificationTab:
    tab = shown.inside.tabs.made(VerificationTab)
    shown.go_to(tab)
    return tab


def keys(tab: VerificationTab) -> list[str]:
    """The numbers of what is shown as waiting, in their order."""
    model = tab.waiting.model
    rows = [model.value(n) for n in range(model.rowCount())]
    return [row.key for row in rows if row is not None]


def there(qtbot: QtBot, root: QWidget, kind: type[W]) -> W:
    """Wait for a part that is to come into sight."""
    found: list[W] = []

    def seen() -> bool:
        found[:] = [each for each in root.findChildren(kind) if each.isVisible()]
        return bool(found)

    qtbot.waitUntil(seen, timeout=ENOUGH)
    return found[0]


def gone(qtbot: QtBot, root: QWidget, kind: type[QDialog]) -> None:
    """Wait until no such dialog is open."""
    qtbot.waitUntil(
        lambda: not any(each.isVisible() for each in root.findChildren(kind)), timeout=ENOUGH
    )


def pick(qtbot: QtBot, root: QWidget, opening: Callable[[], None], word: str) -> None:
    """Open a menu and choose an entry by its words."""
    opening()
    menu = there(qtbot, root, QMenu)
    (action,) = [each for each in menu.actions() if each.text() == word]
    action.trigger()
    menu.close()
