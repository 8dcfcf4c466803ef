"""The form for eyes, screen readers and input methods: names, room, colours, nothing cut off."""

from collections.abc import Iterator
from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetrics, QInputMethodEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core.domain.invoice import Direction, Draft, InvoiceKind, Source
from gui import theme
from gui.desk import Desk
from gui.entry.choices import KINDS
from gui.entry.form import WIDTH, EntryForm
from gui.entry.rows import MOST_GROWTH, PITCH, SHORT_PITCH, Said, Tone
from gui.fields import Field
from gui.theme import px, tokens
from tests.gui.entry_forms import CTRL, Hands, hands, shown
from words import language, vocabulary

__all__ = ["hands"]

LOW = 452
"""How high the form is in a maximised window on 1366 × 768, the task bar and the title off."""


@pytest.fixture(params=[language.CHINESE, language.ENGLISH])
def spoken(request: pytest.FixtureRequest, english: None) -> str:
    return language.install(request.param)


@pytest.fixture
def low(spoken: str, qtbot: QtBot, desk: Desk) -> Iterator[Hands]:
    """A form in the least room, in both languages."""
    form = EntryForm(desk)
    host = shown(qtbot, form, LOW)
    yield Hands(form)
    host.close()


def luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    bright, dark = sorted((luminance(QColor(one)), luminance(QColor(other))), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def test_everything_that_takes_the_focus_has_a_name_and_every_field_a_label(low: Hands) -> None:
    low.form.fill(Draft(kind=InvoiceKind.DIGITAL_SPECIAL_PAPER))
    low.form.face.lines.open(True)
    known = (QLineEdit, QComboBox, QAbstractButton, QTableView)
    for widget in low.form.findChildren(QWidget):
        if isinstance(widget, known) and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
            if "qt_" in widget.objectName() or isinstance(widget.parent(), QComboBox):
                continue
            if widget in low.form.face.lines.table.findChildren(QLineEdit):
                continue  # the editor of a cell, which the table names
            assert widget.accessibleName(), widget
    labelled = {label.buddy() for label in low.form.findChildren(QLabel)}
    first = [row.fields.itemAt(0).widget() for row in low.form.face.rows.values()]  # type: ignore[union-attr]
    assert set(first) - labelled <= {low.form.face.direction, low.field("code")}
    assert {low.form.face.kind, low.field("number"), low.field("tax")} <= labelled


def test_nothing_scrolls_in_a_low_window(low: Hands) -> None:
    content = low.form._scroll.widget()
    assert content is not None
    both = {"85", "86", "87", "88"}  # those with two numbers have a row more
    for kind, direction in product([k for k in KINDS if k.value not in both], Direction):
        low.form.fill(Draft(kind=kind, direction=direction))
        QApplication.processEvents()
        assert low.form._scroll.verticalScrollBar().maximum() == 0, kind
        assert content.minimumSizeHint().width() <= low.form._scroll.viewport().width(), kind
    assert low.form.width() == px(WIDTH)


def test_no_word_is_cut_off(low: Hands) -> None:
    for kind in KINDS:
        low.form.fill(Draft(kind=kind))
        QApplication.processEvents()
        for label in low.form.findChildren(QLabel):
            if label.isVisible():
                needed = label.fontMetrics().horizontalAdvance(label.text())
                assert label.width() >= needed, label.text()
        for button in low.form.findChildren(QAbstractButton):
            if button.isVisible() and button.text():
                needed = button.fontMetrics().horizontalAdvance(button.text())
                assert button.width() >= needed, button.text()


def test_the_digits_of_a_scan_are_never_cut_by_the_word_where_they_came_from(low: Hands) -> None:
    draft = Draft(
        kind=InvoiceKind.ORDINARY_ELECTRONIC, code="033002000211", number="83089647",
        check_code="16197833567414507415",
        sources=dict.fromkeys(("code", "number", "check_code"), Source.CODE),
    )  # fmt: skip
    low.form.fill(draft)
    QApplication.processEvents()
    for path in ("code", "number", "check_code"):
        field = low.field(path)
        assert isinstance(field, Field)
        assert not field.is_cut, path
        where = vocabulary.word(Source.CODE)
        assert where in (field.tag, field.toolTip()), path


def test_what_finds_no_room_in_its_field_is_whole_in_the_tooltip(low: Hands) -> None:
    low.form.fill(Draft(kind=InvoiceKind.ORDINARY_ELECTRONIC, check_code="1" * 30))
    QApplication.processEvents()
    assert "1" * 30 in low.field("check_code").toolTip()
    low.form.fill(Draft(kind=InvoiceKind.ORDINARY_ELECTRONIC, check_code="1" * 20))
    QApplication.processEvents()
    assert low.field("check_code").toolTip() == ""


def test_a_message_has_its_room_before_it_comes(low: Hands) -> None:
    before = {path: row.geometry() for path, row in low.form.face.rows.items()}
    low.enter("2631", "2.30", "云", "9131", "1/0", "x")
    low.at("remark")
    QApplication.processEvents()
    assert low.tone("net") is Tone.ERROR
    assert before == {path: row.geometry() for path, row in low.form.face.rows.items()}


def test_a_high_window_gives_the_rows_some_air_and_no_more(qtbot: QtBot, desk: Desk) -> None:
    form = EntryForm(desk)
    host = shown(qtbot, form, 700)
    heights = {row.height() for row in form.face.rows.values() if row.isVisible()}
    assert heights == {px(PITCH + MOST_GROWTH), px(SHORT_PITCH + MOST_GROWTH)}
    host.close()


def test_what_is_said_fits_into_its_line(low: Hands) -> None:
    low.enter("26312000000148273905", "3.1", "", "91310120MA1HM5Q418")
    said: list[Said | None] = [low.said("number"), low.said("seller.tax_id")]
    low.at("total")
    low.enter("3390")
    low.at("rate")
    low.type("13")
    said += [low.said("net"), low.said("total")]
    line = low.form.face.rows["number"].message
    metrics = QFontMetrics(theme.font(12))
    for each in said:
        assert each is not None
        assert metrics.horizontalAdvance(each.text) <= line.width() - px(18)


@pytest.mark.parametrize("look", ["light", "dark"])
def test_messages_can_be_read_in_both_themes(hands: Hands, qapp: QApplication, look: str) -> None:
    theme.start(qapp, look)
    found = tokens()
    for tone in Tone:
        assert contrast(getattr(found, tone.value), found.surface) >= 4.5
        assert contrast(tone.mark(found), found.surface) >= 3
    assert contrast(found.text, found.head) >= 4.5  # our own side
    assert contrast(found.accent_text, found.accent_soft) >= 4.5  # the chosen direction
    assert not hands.form.grab().isNull()


def test_an_input_method_is_left_alone_while_it_composes(hands: Hands) -> None:
    hands.type("2631")
    hands.compose("er")
    assert hands.text("number") == "2631"
    hands.form.changed.emit()
    hands.form._refresh()
    field = hands.field("number")
    composing = field.composing
    hands.commit("２")
    assert (composing, field.composing) == (True, False)
    assert hands.text("number") == "2631２"
    assert hands.draft().number == "26312"


def test_a_commit_with_more_to_come_keeps_what_is_still_composed(hands: Hands) -> None:
    hands.type("2631200")
    event = QInputMethodEvent("er", [])
    event.setCommitString("0")
    QApplication.sendEvent(hands.focus(), event)
    field = hands.field("number")
    assert hands.text("number") == "26312000"
    composing = field.cursorRect().x()
    hands.compose("")
    assert field.cursorRect().x() < composing  # the letters stood there until they were given up


def test_a_name_is_composed_letter_by_letter_and_nothing_is_asked_before_it_stands(
    hands: Hands,
) -> None:
    changed: list[str | None] = []
    hands.form.changed.connect(lambda: changed.append(hands.draft().seller.name))
    hands.at("seller.name")
    for letters in ("q", "qi", "qin", "qing"):
        hands.compose(letters)
    assert changed == []
    assert hands.draft().seller.name is None
    hands.commit("青")
    assert changed == ["青"]
    hands.compose("he")
    hands.compose("")  # given up
    assert hands.text("seller.name") == "青"
    hands.press(Qt.Key.Key_Backspace)
    assert hands.text("seller.name") == ""


def test_money_and_dates_take_what_an_input_method_commits(hands: Hands) -> None:
    hands.at("net")
    hands.compose("１")
    hands.commit("１２０＊３")
    assert hands.draft().net is not None
    assert hands.words("net") == "= 360.00"
    hands.at("issued_on")
    hands.commit("３．１")
    assert hands.draft().issued_on is not None


def test_committing_replaces_what_was_selected(hands: Hands) -> None:
    hands.type("2631200000014827")
    hands.press(Qt.Key.Key_A, CTRL)
    event = QInputMethodEvent()
    event.setCommitString("9")
    QApplication.sendEvent(hands.focus(), event)
    assert hands.text("number") == "9"


def test_chinese_speaks_of_the_field_as_a_bookkeeper_does(low: Hands, spoken: str) -> None:
    chinese = spoken == language.CHINESE
    assert low.form.save.text() == ("保存并录下一张" if chinese else "Save and next")
    low.type("26312000000148273905")
    expected = "结构正确：2026 年 · 上海" if chinese else "Structure right: 2026, Shanghai"
    assert low.words("number") == expected
