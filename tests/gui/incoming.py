"""What the tests of the import screen share: drops, files that are odd, and what is shown."""

from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pypdfium2
from PySide6.QtCore import QCoreApplication, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.app import Core
from core.domain.invoice import EntryMethod, Party
from core.files.barcode import is_picture
from gui.review.dialogs import ReasonAsked
from gui.tabs.incoming import IncomingTab
from tests.data.invoice_files import as_xml
from tests.gui.conftest import ENOUGH as ENOUGH_OF_A_JOB
from tests.gui.conftest import Shown
from tests.invoices import IDS, draft

ENOUGH = 4 * ENOUGH_OF_A_JOB
"""An import starts processes, which a machine under load does slowly."""

OTHER = Party("别人有限公司", IDS[1])


def tab_of(shown: Shown) -> IncomingTab:
    return shown.inside.tabs.made(IncomingTab)


def urls(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def drop(widget: QWidget, mime: QMimeData) -> bool:
    """Drop as the system does; says whether it was taken."""
    where, copy = QPointF(20, 20), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(where.toPoint(), copy, mime, left, none)
    QCoreApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        return False
    QCoreApplication.sendEvent(widget, QDropEvent(where, copy, mime, left, none))
    return True


def folder_of(place: Path, **files: bytes) -> Path:
    place.mkdir()
    for name, data in files.items():
        suffix = ".png" if is_picture(data) else ".pdf" if data[:4] == b"%PDF" else ".xml"
        (place / f"{name}{suffix}").write_bytes(data)
    return place


def blank_page() -> bytes:
    document, data = pypdfium2.PdfDocument.new(), BytesIO()
    document.new_page(595, 842)
    document.save(data)
    return data.getvalue()


def contradicting(core: Core) -> bytes:
    core.entry.add(draft(1, lines=()), EntryMethod.MANUAL)
    net = Decimal("860.00")
    return as_xml(draft(1, net=net, total=net + (draft(1).tax or 0)))


def without_day(n: int) -> bytes:
    day = str(draft(n).issued_on).encode()
    data = as_xml(draft(n)).replace(b"<RequestTime>" + day + b"</RequestTime>", b"")
    return data.replace(b"<IssueTime>" + day + b"</IssueTime>", b"")


def imported(shown: Shown, qtbot: QtBot, *paths: Path) -> IncomingTab:
    """Drop files on the window and wait for their result."""
    tab = tab_of(shown)
    with qtbot.waitSignal(tab.runs.ended, timeout=ENOUGH):
        assert drop(shown.window, urls(*paths))
    return tab


def opened(shown: Shown, qtbot: QtBot, *paths: Path) -> IncomingTab:
    """Import, and open the first that needs a look."""
    tab = imported(shown, qtbot, *paths)
    row = next(x for x in tab.result.result.rows() if x.review)  # type: ignore[union-attr]
    tab.do(row)
    qtbot.waitUntil(lambda: tab.settling.opened is not None, timeout=ENOUGH)
    qtbot.waitUntil(tab.settling.isVisible, timeout=ENOUGH)
    return tab


def click(qtbot: QtBot, button: QWidget) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def give_reason(tab: IncomingTab, qtbot: QtBot, reason: str | None = None) -> None:
    qtbot.waitUntil(lambda: tab.settling.findChild(ReasonAsked) is not None, timeout=ENOUGH)
    asked = tab.settling.findChild(ReasonAsked)
    assert isinstance(asked, ReasonAsked)
    if reason is not None:
        asked.reason.setText(reason)
    asked.accept()


def words(tab: IncomingTab) -> list[tuple[str, ...]]:
    model = tab.result.model
    return [
        tuple(model.index(row, column).data() for column in (0, 1, 4, 5))
        for row in range(model.rowCount())
    ]
