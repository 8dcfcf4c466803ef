"""Scanner guns: a burst of keys, anywhere on a screen, led into its scan field.

A gun is a keyboard. Wherever the focus is, the first keys are held back for the blink in which a
gun would send the next one: a person's key goes on its way then, a gun's are led into the scan
field and the rest follows them there. So a burst never stands in a field of the form, and it never
meets an input method, which the scan field has none of.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median
from unicodedata import normalize

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QInputMethodEvent,
    QInputMethodQueryEvent,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from shiboken6 import isValid

from core.domain.problem import Problem
from core.domain.qr import Crc, Foreign, crc_state, draft_of
from gui.entry.moments import Moments, Silence, milliseconds

GUN = 35
"""Milliseconds: the median gap of a gun's keys is below. Guns send a key every 1 to 20 ms (the
slowest USB polling) and some wireless ones every 30; the fastest typists rarely come under 60."""

HELD = 45
"""Milliseconds for which a key waits for the next one; a person does not feel them."""

LEAST = 6
"""Keys in a row that no person types at that pace."""

SUFFIX = 150
"""Milliseconds after a burst in which Enter, Tab and line feed are still its suffix."""

WHOLE = 150
"""Milliseconds without a key after which a code that is proven whole has no suffix."""

REST = 700
"""Milliseconds without a key after which any other burst has ended; slow guns pause that long."""

LONGEST = 4000

_JOINT = re.compile(
    r"(?=01,\d\d,(?:\d{10}|\d{12}|\d{20})?,)|(?=CZ-EI-\d\d,)|(?=https?://)",
    re.ASCII | re.IGNORECASE,
)
"""Where a further code begins; what follows 01, tells it from the digits of another one."""


def payloads(text: str) -> list[str]:
    """Give the codes in a text: one a line, or several glued together in one burst."""
    plain = normalize("NFKC", text).replace("。", ".")
    parts = [part for line in plain.splitlines() for part in _JOINT.split(line)]
    return [part.strip() for part in parts if part.strip(" \t\0")]


@dataclass(slots=True)
class Pace:
    """How quickly keys come after each other; times in milliseconds."""

    times: list[float] = field(default_factory=list)

    def key(self, at: float, most: float) -> None:
        """Note a key; after a longer gap than `most` it is the first of a new row."""
        if self.times and at - self.times[-1] > most:
            self.times.clear()
        self.times.append(at)

    @property
    def is_gun(self) -> bool:
        """Whether no person types like this."""
        if len(self.times) < LEAST:
            return False
        return median(b - a for a, b in zip(self.times, self.times[1:], strict=False)) <= GUN


@dataclass(frozen=True, slots=True)
class _Key:
    """What was held back, and where it was going."""

    to: QWidget
    text: str
    event: QKeyEvent | QInputMethodEvent


class Gun(QObject):
    """Watches the window of a screen while that is in sight; `fired` gives what was scanned.

    `entered` is Enter in an empty scan field that is no suffix. `pasted` is Ctrl+V in the scan
    field, or anywhere with what no field takes, as `takes` says.
    """

    fired = Signal(str)
    entered = Signal()
    pasted = Signal()

    def __init__(
        self, screen: QWidget, scan: QLineEdit, takes: Callable[[QMimeData], bool]
    ) -> None:
        super().__init__(screen)
        self._screen = screen
        self._scan = scan
        self._takes = takes
        self.clock: Callable[[QEvent], float] = Moments(milliseconds)
        self._held: list[_Key] = []
        self._pace = Pace()
        self._ended = 0.0
        self._watched: QWidget | None = None
        self._replaying = False
        self._release, self._rest = Silence(self, HELD), Silence(self, WHOLE)
        self._release.over.connect(self._let_go)
        self._rest.over.connect(self._on_rest)
        scan.setMaxLength(LONGEST)
        scan.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at the keys on their way to the widget with the focus."""
        if self._replaying:
            return False
        if isinstance(event, QKeyEvent):
            if event.matches(QKeySequence.StandardKey.Paste) and self._screen.isVisible():
                return self._paste(watched, event)
            if watched is self._scan:
                return self._key_in_scan_field(event)
            return isinstance(watched, QWidget) and self._key_elsewhere(watched, event)
        if isinstance(event, QInputMethodQueryEvent):
            return watched is self._scan and _without_input_method(event)
        if isinstance(event, QInputMethodEvent) and isinstance(watched, QWidget):
            return watched is not self._scan and self._composed(watched, event)
        return False

    @property
    def is_busy(self) -> bool:
        """Whether keys are on their way: to take the focus now would tear a burst apart."""
        return bool(self._held or self._scan.text())

    def _paste(self, watched: QObject, event: QKeyEvent) -> bool:
        self._let_go()
        clipboard = QGuiApplication.clipboard().mimeData()
        if watched is not self._scan and not self._takes(clipboard):
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            self.pasted.emit()
        return True

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        """Watch the widget that has the focus, if the screen is in sight in its window."""
        if now is self._watched:
            return
        self._let_go()
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        near = now is not None and now.window() is self._screen.window()
        self._watched = now if near and now is not self._scan else None
        if self._watched is not None:
            self._watched.installEventFilter(self)

    def _key_in_scan_field(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Undo) and not self._scan.text():
            event.ignore()  # there is nothing to undo in here: it is for the screen
            return True
        if event.matches(QKeySequence.StandardKey.Cancel) and self._scan.text():
            return self._empty(event)
        ends = event.key() in _ENDS and not event.modifiers() & _COMMAND
        if event.type() == QEvent.Type.ShortcutOverride:
            if ends and (self._scan.text() or self._is_suffix(event)):
                event.accept()  # Enter belongs to the burst and to no button
                return True
            return False
        if event.type() != QEvent.Type.KeyPress:
            return False
        if ends:
            return self._end(event)
        if _is_text(event):
            self._pace.key(self.clock(event), REST)
            self._rest.begin(WHOLE)
        return False

    def _empty(self, event: QKeyEvent) -> bool:
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            self._scan.clear()
        return True

    def _end(self, event: QKeyEvent) -> bool:
        if self._scan.text().strip():
            self._fire(self.clock(event))
            return True
        if self._is_suffix(event):
            return True
        if event.key() != Qt.Key.Key_Tab:
            self.entered.emit()
            return True
        return False

    def _fire(self, ended: float) -> None:
        """Take what stands in the scan field as scanned."""
        text = self._scan.text()
        self._rest.stop()
        self._pace.times.clear()
        self._ended = ended
        self._scan.clear()
        self.fired.emit(text)

    def _on_rest(self) -> None:
        """No key came for a while: fire without a suffix, if this was a gun and is no part."""
        text = self._scan.text()
        if not self._pace.is_gun or not text:
            return
        last = (payloads(text) or [""])[-1]
        rested = self._rest.span == REST
        if crc_state(last) is Crc.OK or (rested and not _is_part(last)):
            self._fire(self._pace.times[-1] + self._rest.span)
        elif not rested:
            self._rest.begin(REST)

    def _key_elsewhere(self, to: QWidget, event: QKeyEvent) -> bool:
        if not self._screen.isVisible() or event.type() == QEvent.Type.KeyRelease:
            return False
        ends = event.key() in _ENDS
        if event.type() == QEvent.Type.ShortcutOverride:
            if ends and self._is_suffix(event):
                event.accept()
                return True
            return False
        if ends and self._is_suffix(event):
            return True
        if _is_text(event) and (self._held or event.key() != Qt.Key.Key_Space):
            copy = QKeyEvent(event.type(), event.key(), event.modifiers(), event.text())
            self._hold(_Key(to, event.text(), copy), self.clock(event))
            return True
        if event.key() not in _MODIFIERS:
            self._let_go()
        return False

    def _composed(self, to: QWidget, event: QInputMethodEvent) -> bool:
        """Look at what an input method makes of the keys: pieces, or letters in the making."""
        if not self._screen.isVisible():
            return False
        commit, letters = event.commitString(), re.sub("[' ]", "", event.preeditString())
        if commit and (self._held or normalize("NFKC", commit).replace("。", ".").isascii()):
            copy = QInputMethodEvent()
            copy.setCommitString(commit)
            self._hold(_Key(to, commit, copy), self.clock(event))
            return True
        if letters and letters.isascii():
            self._pace.key(self.clock(event), HELD)
            if self._pace.is_gun:
                self._lead(letters)
                return True
        return False

    def _hold(self, key: _Key, at: float) -> None:
        self._pace.key(at, HELD)
        if len(self._pace.times) == 1:
            self._let_go()
            self._pace.times.append(at)
        self._held.append(key)
        self._release.begin()
        if self._pace.is_gun:
            self._lead()

    def _lead(self, letters: str = "") -> None:
        """Lead a burst that was recognised into the scan field, where the rest follows it."""
        text = "".join(key.text for key in self._held) + letters
        self._held.clear()
        self._release.stop()
        if letters and self._watched is not None:
            QGuiApplication.inputMethod().reset()
            self._replay(self._watched, QInputMethodEvent())
        times = list(self._pace.times)
        self._scan.clear()
        self._scan.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scan.insert(text)
        self._pace.times = times
        self._rest.begin(WHOLE)

    def _let_go(self) -> None:
        """Send what was held on its way: it was a person's."""
        held, self._held = self._held, []
        self._release.stop()
        self._pace.times.clear()
        for key in held:
            if isValid(key.to):
                self._replay(key.to, key.event)

    def _replay(self, to: QWidget, event: QEvent) -> None:
        self._replaying = True
        try:
            QCoreApplication.sendEvent(to, event)
        finally:
            self._replaying = False

    def _is_suffix(self, event: QEvent) -> bool:
        return self.clock(event) - self._ended < SUFFIX


_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_AltGr, Qt.Key.Key_NumLock)
_COMMAND = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


def _is_text(event: QKeyEvent) -> bool:
    text = event.text()
    command = event.modifiers() & _COMMAND
    return bool(text) and text.isprintable() and not command and not event.isAutoRepeat()


def _without_input_method(event: QInputMethodQueryEvent) -> bool:
    """Have the system switch the input method off, so that no letter becomes a word."""
    asked = event.queries() & Qt.InputMethodQuery.ImEnabled
    if asked:
        event.setValue(Qt.InputMethodQuery.ImEnabled, False)
    return bool(asked)


def _is_part(payload: str) -> bool:
    """Say whether this is the beginning of a code whose rest has not come yet."""
    found = draft_of(payload)
    return isinstance(found, Problem) and found.values.get("what") == Foreign.CUT_SHORT
