"""Entry (录入): scan a pile, drop files, or type; what became of each stands under the field."""

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QHideEvent,
    QImage,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from core.domain.invoice import Invoice
from core.domain.topic import Topic
from gui import icons
from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.entry import arriving, verdicts
from gui.entry.arriving import Arrival
from gui.entry.beside import Beside
from gui.entry.form import WIDTH
from gui.entry.gun import Gun
from gui.entry.lists import Lists
from gui.entry.looking import Looking
from gui.entry.options import Options
from gui.entry.pile import Pile
from gui.entry.reading import Reading
from gui.entry.recent import MOST, Row
from gui.entry.showing import InvoiceCard
from gui.entry.strip import ready
from gui.importing.wanted import of_paths
from gui.notices import Toast
from gui.outage import OutageBar
from gui.rail import COMPACT_WIDTH
from gui.states import Mark, State
from gui.tab import Tab
from gui.tabs import ENTRY
from gui.theme import named, px, tokens
from words.translate import filled, tr

FRESH = 300
"""Milliseconds that news of the ledger may wait: a pile makes news with every invoice."""

NO_LIMIT = 16_777_215
SCAN_FIELD = 44
SIDE = 24


class EntryTab(Tab):
    """The scan field with its strip, the form at the left, and the lists of what was entered."""

    place = ENTRY
    topics = frozenset({Topic.INVOICES})

    def __init__(self, desk: Desk, field: QLineEdit | None = None) -> None:
        super().__init__(desk, field)
        self.pile = Pile(desk, self.field, self)
        self.options = Options(desk, self)
        self.reading = Reading(desk, self)
        self.looking = Looking(desk, self.options, self)
        self.beside = Beside(desk)
        self.gun = Gun(self, self.field, arriving.is_file)
        self.pile.may_lead = lambda: not self.gun.is_busy
        self.outage, self._gap = OutageBar(desk), QWidget()
        self._gap.setFixedHeight(px(12))
        self._gap.hide()
        self.outage.changed.connect(lambda: self._gap.setVisible(not self.outage.isHidden()))
        self.lists = Lists(desk, self.pile.recent)
        self.toast = Toast(self.lists)
        self.open_button = _open_button()
        self.list_button = Button(tr("Just entered"), Kind.QUIET, icon="files")
        self.title = named(QLabel(self.place.word()), "title")
        self._head, self._scan_box = QHBoxLayout(), QVBoxLayout()
        self._list_in_front = False
        self._had_ledger = False
        self._news = QTimer(self)
        self._news.setSingleShot(True)
        self._news.setInterval(FRESH)
        self._furnish_field()
        self._furnish_head()
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)
        self.setFocusProxy(self.field)
        for line in self.findChildren(QLineEdit):
            line.setAcceptDrops(False)  # what is dropped is for the screen, wherever it falls

    def refresh(self) -> None:
        """Show what was entered last, by anybody."""
        if self.pile.recent.loaded:
            self._news.start()
        else:
            self._load()

    def take_text(self, text: str) -> None:
        """Take the text of codes."""
        self.pile.take(arriving.of_text(text))

    def take_mime(self, mime: QMimeData) -> None:
        """Take what was dropped or pasted: files, a picture, or the text of codes."""
        if not self.desk.ready:
            return
        paths = arriving.paths_of(mime)
        if arriving.is_pile(paths):
            self.desk.import_wanted.emit(of_paths(paths))
        elif paths:
            self.reading.read_files(paths)
        elif isinstance(image := mime.imageData(), QImage) and not image.isNull():
            self.reading.read_picture(image, tr("Pasted picture"))
        elif mime.hasText():
            self._take_pasted(mime.text())

    def ask(self) -> None:
        """Ask for files; the dialog is the system's own."""
        dialog: QFileDialog = arriving.ask(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._read_chosen)
        dialog.open()

    def show_invoice(self, invoice: Invoice | None) -> None:
        """Show an invoice of the ledger."""
        if invoice is not None:
            InvoiceCard(invoice, self).open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, pictures and texts."""
        if arriving.can_be_taken(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        event.acceptProposedAction()
        self.take_mime(event.mimeData())
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what is not saved yet: the window may be closing."""
        super().hideEvent(event)
        self.pile.keeping.now()

    def showEvent(self, event: QShowEvent) -> None:
        """Put the cursor where the next scan goes."""
        super().showEvent(event)
        if self.focusWidget() is None:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the list in place of the form, not beside it, where the window is small."""
        super().resizeEvent(event)
        self._share_room()

    def minimumSizeHint(self) -> QSize:
        """Ask for no more than a small window has: there, one card stands for the other."""
        return QSize(px(560), px(250))

    def _share_room(self) -> None:
        small = self.window().width() < COMPACT_WIDTH
        self.title.setVisible(not small)
        self.list_button.setVisible(small)
        self.list_button.say(self._behind())
        self.options.sounds.setVisible(not small)
        looking = self.looking
        for button in (looking.camera_button, looking.screen_button, self.open_button):
            button.write_key(written=not small)
        right, camera = not small or self._list_in_front, looking.camera
        covered = self.beside.is_open or (small and looking.is_open)
        self.lists.setVisible(right and not covered)
        self.beside.setVisible(right and self.beside.is_open)
        if camera is not None:
            camera.setVisible(right and looking.is_open)
        self.pile.form.setVisible(not small or not self._list_in_front)
        self.pile.form.setFixedWidth(self.width() - px(2 * SIDE) if small else px(WIDTH))
        edge = px(6 if small else 12)
        self._head.setContentsMargins(0, edge, 0, edge)
        self._scan_box.setContentsMargins(edge, edge, edge, edge)

    def _behind(self) -> str:
        """Name what the small window does not show: its button brings it to the front."""
        if self._list_in_front:
            return tr("Form")
        return tr("Original") if self.beside.is_open else self.lists.word()

    def _turn(self) -> None:
        self._list_in_front = not self._list_in_front
        self._share_room()

    def _furnish_field(self) -> None:
        named(self.field, "scan")
        self.field.setAccessibleName(tr("Scan field"))
        self.field.setPlaceholderText(tr("Scan a QR code, or drop pictures, PDF, OFD, XML here"))
        self.field.setFixedHeight(px(SCAN_FIELD))
        self.field.setMinimumWidth(0)
        self.field.setMaximumWidth(NO_LIMIT)
        self.field.setTextMargins(px(28), 0, 0, 0)
        ScanSign(self.field).show()

    def _connect(self) -> None:
        pile, gun = self.pile, self.gun
        gun.fired.connect(self.take_text)
        gun.entered.connect(pile.save)
        gun.pasted.connect(lambda: self.take_mime(QGuiApplication.clipboard().mimeData()))
        self.reading.arrived.connect(self._on_read)
        self.reading.slow.connect(lambda name: pile.strip.say(verdicts.reading(name)))
        self.options.at_once.toggled.connect(self._on_at_once)
        self.options.sounds.toggled.connect(self._on_sounds)
        self.open_button.clicked.connect(self.ask)
        self.list_button.clicked.connect(self._turn)
        self.looking.read.connect(pile.take)
        self.looking.pictured.connect(self._on_pictured)
        self.looking.said.connect(pile.strip.say)
        self.looking.turned.connect(self._on_turned)
        pile.form.clear_wanted.connect(self._on_cleared)
        pile.strip.show_wanted.connect(lambda: self.show_invoice(pile.shown_first()))
        pile.recent.opened.connect(self._open_row)
        self.lists.waiting.opened.connect(self.show_invoice)
        self.lists.turned.connect(self._share_room)
        pile.undone.connect(self._on_undone)
        pile.carries.connect(self.beside.follow)
        self.beside.opened.connect(pile.begin_from)
        self.beside.closed.connect(self._on_put_away)
        self.beside.turned.connect(self._share_room)
        self._news.timeout.connect(self._load)
        self.desk.opened.connect(self._on_opened)
        self.desk.copy_wanted.connect(pile.copy)
        self.desk.enter_wanted.connect(self.beside.open)

    def _on_opened(self) -> None:
        if self._had_ledger:
            self.pile.start_anew()
            self.lists.start_anew()
        self._had_ledger = True
        self.options.load()
        self.pile.begin()
        self.refresh_in_sight()

    def _load(self) -> None:
        entry = self.desk.core.entry
        checking, today = self.pile.checking, entry.today()
        before = checking.ended

        def show(invoices: tuple[Invoice, ...]) -> None:
            if checking.saving or checking.ended != before:
                self._news.start()  # what is saved here comes into the list by itself, in its order
            else:
                self.pile.recent.show_ledger(invoices, today)

        self.desk.jobs.run(self, lambda _: entry.recent(MOST), show)

    def _take_pasted(self, text: str) -> None:
        """Take codes at once; let any other text stand in the field, to be looked at."""
        arrivals = arriving.of_text(text)
        if all(arrival.draft is not None for arrival in arrivals):
            self.pile.take(arrivals)
        else:
            self.field.insert(text)

    def _on_read(self, arrivals: list[Arrival]) -> None:
        if self.pile.strip.verdict.mark is Mark.WAITING and not self.reading.busy:
            self.pile.strip.say(ready())
        self.pile.take(arrivals)

    def _read_chosen(self, files: list[str]) -> None:
        mime = QMimeData()
        mime.setUrls([arriving.url_of(file) for file in files])
        self.take_mime(mime)

    def _on_pictured(self, picture: QImage) -> None:
        self.reading.read_picture(picture, tr("Picture of the screen"))

    def _on_turned(self) -> None:
        """Give the camera its room, and leave the cursor where a code is waited for."""
        self._list_in_front = self.looking.is_open
        self._share_room()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_cleared(self) -> None:
        """Esc where there was nothing to clear puts the camera away."""
        if self.looking.is_open and not self.pile.strip.verdict.reopens:
            self.looking.turn()

    def _on_put_away(self) -> None:
        self.pile.let_go()
        self.beside.follow(None)

    def _on_at_once(self, on: bool) -> None:
        self.pile.at_once = on

    def _on_sounds(self, on: bool) -> None:
        self.pile.sounds.on = on

    def _open_row(self, row: Row) -> None:
        self._list_in_front = self._list_in_front and row.aside is None
        self._share_room()
        self.show_invoice(self.pile.open(row))

    def _on_undone(self, invoice: Invoice | None) -> None:
        if invoice is None:
            self.toast.say(State(Mark.WAITING, tr("There is nothing left to take back.")))
        else:
            text = tr("{number} was taken back; it can be entered again.")
            word = filled(text, {"number": invoice.key.name})
            self.toast.say(State(Mark.AGREES, word))
        self.refresh()

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(px(SIDE), 0, px(SIDE), px(12))
        page.setSpacing(0)
        page.addLayout(self._head)
        page.addWidget(self.outage)
        page.addWidget(self._gap)
        page.addWidget(self._scan_card())
        page.addSpacing(px(12))
        both = QHBoxLayout()
        both.setSpacing(px(12))
        both.addWidget(self.pile.form)
        right = self.looking.place
        right.setSpacing(px(12))
        right.addWidget(self.beside, 5)
        right.addWidget(self.lists, 2)
        both.addLayout(right, 1)
        page.addLayout(both, 1)

    def _furnish_head(self) -> None:
        self._head.setSpacing(px(8))
        self._head.addWidget(self.title)
        self._head.addStretch()
        options, looking = self.options, self.looking
        for button in (
            *(self.list_button, options.at_once, options.sounds),
            *(looking.camera_button, looking.screen_button, self.open_button),
        ):
            self._head.addWidget(button)

    def _scan_card(self) -> QFrame:
        card = named(QFrame(), "card")
        card.setLayout(self._scan_box)
        self._scan_box.setSpacing(px(8))
        self._scan_box.addWidget(self.field)
        self._scan_box.addWidget(self.pile.strip)
        return card


class ScanSign(QWidget):
    """The sign of a code at the left of the scan field."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.resize(field.size())
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the size of the field."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.resize(watched.size())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        side = px(16)
        square = QRectF(px(12), (self.height() - side) / 2, side, side)
        icons.paint(QPainter(self), square, "barcode", tokens().accent_text)


def _open_button() -> Button:
    key = QKeySequence(QKeySequence.StandardKey.Open)
    return Button(tr("Open files…"), icon="upload-simple", key=key)
