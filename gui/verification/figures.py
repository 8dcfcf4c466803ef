"""The numbers to watch (待查验, 已证实, 未证实, 应答时间): four quiet tiles."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.theme import named, px
from words.translate import filled, tr

if TYPE_CHECKING:  # comes with the store, after the first paint
    from core.services.verification import Figures


class Number(QFrame):
    """A figure and what it counts."""

    def __init__(self, word: str) -> None:
        super().__init__()
        named(self, "card")
        self.word = named(QLabel(word), "quiet")
        self.figure = named(QLabel("0"), "figure")
        self.more = named(QLabel(), "small")
        line = QHBoxLayout()
        line.setSpacing(px(8))
        line.addWidget(self.figure)
        line.addWidget(self.more, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(px(14), px(8), px(14), px(8))
        box.setSpacing(0)
        box.addWidget(self.word)
        box.addLayout(line)

    def say(self, figure: str, more: str = "") -> None:
        """Show another figure."""
        self.figure.setText(figure)
        self.more.setText(more)
        self.setAccessibleName(f"{self.word.text()} {figure} {more}".strip())


class Numbers(QWidget):
    """All of them in a row."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting = Number(tr("Waiting"))
        self.confirmed = Number(tr("Confirmed"))
        self.failed = Number(tr("Not confirmed"))
        self.answers = Number(tr("Answer time"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(12))
        for part in (self.waiting, self.confirmed, self.failed, self.answers):
            row.addWidget(part, 1)

    def show_figures(self, found: "Figures") -> None:
        """Show how it stands."""
        ready = filled(tr("{n} can be asked now"), {"n": f"{found.ready:,}"})
        self.waiting.say(f"{found.waiting:,}", ready if found.waiting else "")
        self.confirmed.say(f"{found.confirmed:,}")
        unknown = filled(tr("{n} without a clear answer"), {"n": f"{found.unknown:,}"})
        self.failed.say(f"{found.failed:,}", unknown if found.unknown else "")
        asked = filled(tr("{n} asked today"), {"n": f"{found.asked_today:,}"})
        spent = "–" if found.milliseconds is None else _seconds(found.milliseconds)
        self.answers.say(spent, asked)


def _seconds(milliseconds: int) -> str:
    return filled(tr("{n} s"), {"n": f"{milliseconds / 1000:.1f}"})
