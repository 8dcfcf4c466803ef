"""One invoice of the ledger to look at: the first of a duplicate, or what was entered."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.domain.invoice import Invoice, Party
from gui.buttons import Button, Kind
from gui.entry.verdicts import money_of
from gui.notices import StateIcon
from gui.states import state_of
from gui.theme import named, px
from words import figures
from words.translate import tr
from words.vocabulary import field, word

WIDTH = 520


class InvoiceCard(QDialog):
    """State and amount, then every fact that is known; texts can be selected and copied."""

    def __init__(self, invoice: Invoice, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, "page")
        self.setWindowTitle(tr("Invoice in the ledger"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(px(WIDTH))
        self.facts = facts_of(invoice)
        close = Button(tr("Close"), Kind.PRIMARY, key=QKeySequence(Qt.Key.Key_Escape))
        close.clicked.connect(self.accept)
        box = QVBoxLayout(self)
        box.setContentsMargins(px(24), px(20), px(24), px(20))
        box.setSpacing(px(16))
        box.addLayout(_head(invoice))
        box.addLayout(_form(self.facts))
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(close)
        box.addLayout(foot)
        close.setFocus(Qt.FocusReason.OtherFocusReason)


def facts_of(invoice: Invoice) -> list[tuple[str, str]]:
    """Give what is known of an invoice, each with its name."""
    entered = invoice.entered
    who = f"{word(entered.how)} · {entered.by} · {figures.moment(entered.at)}" if entered else ""
    facts = [
        (field("number"), invoice.key.name),
        (field("issued_on"), figures.day(invoice.issued_on)),
        (field("seller"), _party(invoice.seller)),
        (field("buyer"), _party(invoice.buyer)),
        (field("net"), figures.money(invoice.net)),
        (field("tax"), figures.money(invoice.tax)),
        (field("total"), figures.money(invoice.total)),
        (field("check_code"), invoice.check_code or ""),
        (field("remark"), invoice.remark or ""),
        (field("tags"), " ".join(invoice.tags)),
        (tr("Entered by"), who),
    ]
    return [(name, value) for name, value in facts if value]


def _party(party: Party) -> str:
    return "\n".join(filter(None, (party.name, party.tax_id)))


def _head(invoice: Invoice) -> QHBoxLayout:
    state = state_of(invoice)
    kind = invoice.kind_name if invoice.kind is None else word(invoice.kind)
    head = QHBoxLayout()
    head.setSpacing(px(8))
    head.addWidget(StateIcon(state.mark, 17))
    head.addWidget(QLabel(" · ".join(filter(None, (state.word, kind)))))
    head.addStretch()
    head.addWidget(named(QLabel(money_of(invoice)), "title"))
    return head


def _form(facts: list[tuple[str, str]]) -> QFormLayout:
    form = QFormLayout()
    form.setHorizontalSpacing(px(16))
    form.setVerticalSpacing(px(8))
    form.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
    for name, value in facts:
        shown = QLabel(value)
        shown.setWordWrap(True)
        shown.setAccessibleName(f"{name} {value}")
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        form.addRow(named(QLabel(name), "quiet"), shown)
    return form
