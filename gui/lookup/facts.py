"""The facts of one invoice in the panel: four in sight, all others and the lines folded."""

from collections.abc import Iterator
from decimal import Decimal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from core.domain.invoice import Direction, Invoice, Line, Party
from core.domain.tax import plain
from gui.buttons import Button, Kind
from gui.entry.choices import shown_rate
from gui.fields import IN_FOURS, LIKE_A_TAX_ID
from gui.painting import words
from gui.theme import font, named, px, tokens
from words import figures
from words.translate import counted, tr
from words.vocabulary import field, word

GAP = 5


def counterpart(invoice: Invoice) -> Party:
    """Who it was dealt with: the buyer of what was sold, else the seller."""
    return invoice.buyer if invoice.direction is Direction.OUT else invoice.seller


class Grouped(QWidget):
    """A number in groups, apart by painted room; the text stays whole."""

    def __init__(self, text: str, groups: tuple[int, ...]) -> None:
        super().__init__()
        self.text = text
        self._groups = groups if len(text) == sum(groups) else (len(text),)
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Give the digits and the gaps their room."""
        metrics = QFontMetrics(font())
        wide = metrics.horizontalAdvance(self.text) + (len(self._groups) - 1) * px(GAP)
        return QSize(wide, metrics.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint group by group."""
        painter = QPainter(self)
        painter.setFont(font())
        x, at = 0.0, 0
        for size in self._groups:
            area = QRectF(x, 0, self.width(), self.height())
            x = words(painter, area, self.text[at : at + size], tokens().text) + px(GAP)
            at += size


class Facts(QWidget):
    """The four facts, and under them what is folded."""

    def __init__(self) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(px(4))
        self._shown: list[QWidget] = []
        self.more = Button(tr("All fields"), Kind.LINK, icon="caret-down")
        self.more.setCheckable(True)
        self.more.setFixedHeight(px(28))
        self.more.toggled.connect(self._fold)
        self._all = QWidget()
        self.copy: Button | None = None

    def show_invoice(self, invoice: Invoice) -> None:
        """Show another one; what was unfolded stays so."""
        for widget in self._shown:
            self._box.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        four, self._all = self._four(invoice), _everything(invoice)
        self._shown = [four, self._all]
        self._box.addWidget(four)
        self._box.addWidget(self.more)
        self._box.addWidget(self._all)
        self._fold(self.more.isChecked())

    def _fold(self, unfolded: bool) -> None:
        self._all.setVisible(unfolded)
        self.more.show_icon("caret-up" if unfolded else "caret-down")

    def _four(self, invoice: Invoice) -> QWidget:
        other = counterpart(invoice)
        side = "buyer" if invoice.direction is Direction.OUT else "seller"
        page, form = _form()
        number = QHBoxLayout()
        number.setSpacing(px(8))
        number.addWidget(Grouped(invoice.key.name, IN_FOURS))
        self.copy = _copy_button(invoice.key.name)
        number.addWidget(self.copy)
        number.addStretch()
        form.addRow(_name(field("number")), number)
        form.addRow(_name(field("issued_on")), QLabel(figures.day(invoice.issued_on)))
        tax_id = Grouped(other.tax_id, LIKE_A_TAX_ID) if other.tax_id else QLabel(figures.NOTHING)
        form.addRow(_name(field(f"{side}.tax_id")), tax_id)
        amounts = f"{figures.money(invoice.net)} + {figures.money(invoice.tax)}"
        form.addRow(_name(tr("Net + tax")), QLabel(amounts))
        return page


def all_facts(invoice: Invoice) -> list[tuple[str, str]]:
    """Give every field that is known, by its name, in the order of the face."""
    return [(name, value) for name, value in _facts(invoice) if value]


def _facts(invoice: Invoice) -> Iterator[tuple[str, str]]:
    entered = invoice.entered
    kind = (invoice.kind_name or "") if invoice.kind is None else word(invoice.kind)
    yield field("kind"), kind
    yield field("direction"), word(invoice.direction) if invoice.direction else ""
    yield field("status"), word(invoice.status)
    for name in ("code", "paper_number", "check_code"):
        yield field(name), getattr(invoice, name) or ""
    for side in ("seller", "buyer"):
        for name in ("name", "tax_id", "address_phone", "bank_account"):
            yield field(f"{side}.{name}"), getattr(getattr(invoice, side), name) or ""
    for name in ("net", "tax", "other_charges", "total"):
        amount: Decimal | None = getattr(invoice, name)
        yield field(name), figures.money(amount) if amount else ""
    for name in ("remark", "drawer", "payee", "reviewer", "red_of", "category"):
        yield field(name), getattr(invoice, name) or ""
    yield field("tags"), " ".join(invoice.tags)
    if entered:
        who = f"{word(entered.how)} · {entered.by} · {figures.moment(entered.at)}"
        marks = [tr("Offline")] * entered.offline + [tr("Late")] * entered.late
        yield tr("Entered by"), " · ".join((who, *marks))


def line_texts(line: Line) -> tuple[str, str]:
    """Write a line: what it is, and its figures."""
    what = " ".join(filter(None, (line.name, line.spec))) or figures.NOTHING
    parts = []
    if line.quantity is not None:
        unit = line.unit or ""
        price = f" × {plain(line.unit_price)}" if line.unit_price is not None else ""
        parts.append(f"{plain(line.quantity)}{unit}{price}")
    parts += [figures.money(line.net)] if line.net is not None else []
    parts += [shown_rate(line.rate)] if line.rate else []
    parts += [figures.money(line.tax)] if line.tax is not None else []
    return what, " · ".join(parts)


def _everything(invoice: Invoice) -> QWidget:
    page, form = _form()
    for name, value in all_facts(invoice):
        form.addRow(_name(name), _value(value, name))
    if invoice.lines:
        form.addRow(named(QLabel(_count_of(invoice)), "quiet"))
    for line in invoice.lines:
        what, numbers = line_texts(line)
        form.addRow(_value(what, what))
        small = named(QLabel(numbers), "small")
        small.setWordWrap(True)
        form.addRow(small)
    return page


def _count_of(invoice: Invoice) -> str:
    return counted(len(invoice.lines), tr("1 line"), tr("{n} lines"))


def _form() -> tuple[QWidget, QFormLayout]:
    page = QWidget()
    form = QFormLayout(page)
    form.setContentsMargins(0, 0, 0, 0)
    form.setHorizontalSpacing(px(12))
    form.setVerticalSpacing(px(4))
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
    return page, form


def _name(text: str) -> QLabel:
    label = named(QLabel(text), "quiet")
    label.setFixedWidth(px(110))
    label.setWordWrap(True)
    return label


def _value(text: str, name: str) -> QLabel:
    shown = QLabel(text)
    shown.setWordWrap(True)
    shown.setAccessibleName(f"{name} {text}")
    shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    shown.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return shown


def _copy_button(text: str) -> Button:
    button = Button("", Kind.QUIET, icon="copy")
    button.setAccessibleName(tr("Copy the number"))
    button.setToolTip(tr("Copy the number"))
    button.setFixedHeight(px(24))
    button.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
    return button
