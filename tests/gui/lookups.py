"""What the tests of the lookup share: a ledger with something to find, and what is shown."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from pytestqt.qtbot import QtBot

from core.app import Core
from core.domain.invoice import Direction, Entered, EntryMethod, Invoice
from core.domain.topic import Topic
from tests.gui.conftest import ENOUGH, Shown
from tests.invoices import draft
from tests.ledgers import NOW

D = TypeVar("D", bound=QDialog)

Change = Callable[[int, Invoice], Invoice]


def fill(core: Core, count: int, change: Change = lambda n, invoice: invoice) -> list[Invoice]:
    """Enter so many invoices in one step, every third sold."""
    invoices = []
    for n in range(count):
        side = Direction.OUT if n % 3 == 2 else Direction.IN
        mark = Entered(EntryMethod.SCAN, "tester", NOW)
        invoices.append(change(n, replace(draft(n).complete(), entered=mark, direction=side)))
    with core._ledger.store.writing() as work:
        work.invoices.add(invoices)
        work.record_all("add", [x.key.name for x in invoices], Topic.INVOICES)
    return invoices


def said(qtbot: QtBot, shown: Shown, text: str) -> None:
    """Wait for a count."""
    qtbot.waitUntil(lambda: shown.results.count.text() == text, timeout=ENOUGH)


def names(shown: Shown) -> list[str]:
    """The numbers of the rows that are here."""
    model = shown.results.model
    found = [model.known(n) for n in range(model.rowCount())]
    return [x.key.name for x in found if x is not None]


def choose(qtbot: QtBot, shown: Shown, row: int, *, shift: bool = False) -> None:
    """Click a row."""
    table = shown.results.table
    spot = table.visualRect(shown.results.model.index(row, 1)).center()
    held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, held, spot)
    QApplication.processEvents()


def dialog(qtbot: QtBot, shown: Shown, kind: type[D]) -> D:
    """Wait for a dialog of a kind."""
    found: list[D] = []

    def there() -> bool:
        found[:] = [d for d in shown.tab.findChildren(kind) if d.isVisible()]
        return bool(found)

    qtbot.waitUntil(there, timeout=ENOUGH)
    return found[0]


def pick(menu: QMenu, *path: str) -> None:
    """Choose an entry of a menu by its words."""
    for word in path[:-1]:
        (action,) = [a for a in menu.actions() if a.text() == word]
        under = action.menu()
        assert isinstance(under, QMenu)
        menu = under
    (action,) = [a for a in menu.actions() if a.text().split("\t")[0] == path[-1]]
    action.trigger()
