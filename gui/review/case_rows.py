"""How a case is painted in the list: two lines, its mark before them."""

from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from core.domain.decision import Case
from gui import icons
from gui.review.findings import difference, mark_of
from gui.states import Mark
from gui.tables import VALUE
from gui.theme import Tokens, font, px, tokens
from words import figures
from words.reconciling import decided
from words.review import brief, party_name

Index = QModelIndex | QPersistentModelIndex


class CaseRows(QStyledItemDelegate):
    """Paints a mark with the party and the amount, below them the cause and the day."""

    hovered = -1
    today = date.min

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one case."""
        case = index.data(VALUE)
        if case is None:
            return
        look, area = tokens(), option.rect
        painter.save()
        _paint_ground(painter, option, index.row() == self.hovered, look)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        middle = area.y() + area.height() // 2
        above = QRect(area.x() + px(40), middle - px(23), area.width() - px(56), px(22))
        below = QRect(above.x(), middle, above.width(), px(22))
        mark = mark_of(case, self.today)
        side = px(15)
        square = QRect(area.x() + px(16), above.center().y() - side // 2, side, side)
        icons.paint(painter, square, mark.value, mark.colour(look))
        self._paint_above(painter, above, case, selected, look)
        self._paint_below(painter, below, case, mark, look)
        painter.restore()

    def _paint_above(
        self, painter: QPainter, area: QRect, case: Case, selected: bool, look: Tokens
    ) -> None:
        amount = difference(case)
        painter.setFont(font(bold=selected))
        figure = figures.money(amount)
        _right(painter, area, figure, look.red if amount < 0 else look.text)
        room = painter.fontMetrics().horizontalAdvance(figure) + px(12)
        _left(painter, area.adjusted(0, 0, -room, 0), party_name(case), look.text)

    def _paint_below(
        self, painter: QPainter, area: QRect, case: Case, mark: Mark, look: Tokens
    ) -> None:
        painter.setFont(font(12))
        day = _day(case.invoice.issued_on, self.today)
        _right(painter, area, day, look.text2)
        room = painter.fontMetrics().horizontalAdvance(day) + px(12)
        told = decided(case.decision) if mark in (Mark.WAITING, Mark.AGREES) else brief(case)
        colour = look.red if mark is Mark.WRONG else look.text2
        _left(painter, area.adjusted(0, 0, -room, 0), told, colour)


def _paint_ground(
    painter: QPainter, option: QStyleOptionViewItem, hovered: bool, look: Tokens
) -> None:
    area = option.rect
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    if selected or hovered:
        painter.fillRect(area, QColor(look.accent_soft if selected else look.hover))
    painter.fillRect(area.x(), area.bottom(), area.width(), 1, QColor(look.line))
    if selected:
        focused = option.state & QStyle.StateFlag.State_Active and option.widget.hasFocus()
        bar = look.accent_text if focused else look.grey_mark
        painter.fillRect(area.x(), area.y(), px(3), area.height() - 1, QColor(bar))


def _left(painter: QPainter, area: QRect, text: str, colour: str) -> None:
    painter.setPen(QColor(colour))
    cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)


def _right(painter: QPainter, area: QRect, text: str, colour: str) -> None:
    painter.setPen(QColor(colour))
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)


def _day(on: date, today: date) -> str:
    return on.strftime("%m-%d") if on.year == today.year else figures.day(on)
