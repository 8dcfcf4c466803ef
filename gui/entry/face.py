"""The fields of an invoice's face, in their rows, and the draft that stands in them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.domain.invoice import ZERO, Direction, Draft, InvoiceKind, Line, Party, Source
from core.domain.numbers import kind_of_code, kind_of_number
from core.domain.text import clean, shown
from gui.desk import Desk
from gui.entry.choices import DirectionPair, KindBox
from gui.entry.days import DayField
from gui.entry.layout import CHARGED, CHECKED, CODED, ON_PAPER
from gui.entry.lines import Lines
from gui.entry.parties import PartyFields
from gui.entry.rows import Row, quiet
from gui.entry.sums import Sums
from gui.fields import IN_FOURS, Field
from gui.theme import px
from words import vocabulary
from words.translate import tr

SHOWN_SOURCES = frozenset(Source) - {Source.TYPED, Source.COMPUTED}


class Face(QObject):
    """All fields, who they belong to, and what their values come to."""

    edited = Signal()

    def __init__(self, desk: Desk, today: Callable[[], date], parent: QObject) -> None:
        super().__init__(parent)
        self.direction = DirectionPair()
        self.kind = KindBox()
        self.code = Field()
        self.number = Field(IN_FOURS)
        self.paper_number = Field()
        self.day = DayField(today)
        self.seller = PartyFields(desk, "seller", self)
        self.buyer = PartyFields(desk, "buyer", self)
        self.sums = Sums(self)
        self.check_code = Field(IN_FOURS)
        self.remark = Field()
        self.remark.setMaxLength(1000)
        self.tags = Field()
        self.lines = Lines(self)
        self.kind_chosen = False
        self.base = Draft()
        self.touched: set[str] = set()
        self.us = Party()
        self._sources: dict[str, Source] = {}
        self._settled = InvoiceKind.DIGITAL_SPECIAL
        self.fields = self._by_path()
        for path, field in self.fields.items():
            field.setAccessibleName(_name(path))
        self.charges_label = quiet(_name("other_charges"), self.sums.charges)
        self.check_label = quiet(_name("check_code"), self.check_code)
        self.rows = self._make_rows()
        for row in self.rows.values():
            if isinstance(parent, QWidget):
                row.setParent(parent)  # without one it would show as a window for a moment
        self._connect()
        self.show_kind(self._settled)
        self.show_direction(Direction.IN)

    def draft(self) -> Draft:
        """What stands there; what a fill brought and nobody changed, to the letter."""
        sums = self.sums
        readers: dict[str, Callable[[], object]] = {
            "code": lambda: clean(self.code.text()) or None,
            "number": lambda: clean(self.number.text()) or None,
            "paper_number": lambda: clean(self.paper_number.text()) or None,
            "issued_on": self.day.day,
            "check_code": lambda: clean(self.check_code.text()) or None,
            "remark": lambda: shown(self.remark.text()),
            "tags": lambda: _tags(self.tags.text()),
        }
        values = {path: read() for path, read in readers.items() if path in self.touched}
        values |= {path: None for path, there in self._there().items() if not there}
        return replace(
            self.base,
            **values,  # type: ignore[arg-type]
            kind=self.kind.kind(),
            direction=self.direction.direction(),
            seller=self.seller.party(),
            buyer=self.buyer.party(),
            net=sums.amount("net"),
            tax=sums.amount("tax"),
            total=sums.amount("total"),
            other_charges=sums.other_charges() if not sums.charges.isHidden() else ZERO,
            lines=self._lines(),
            sources=self.sources(),
        )

    def show_draft(self, draft: Draft) -> None:
        """Put a draft in."""
        self.base, self.touched = draft, set()
        self.show_direction(draft.direction or self._direction_of(draft))
        typed = draft.sources.get("number") is Source.TYPED
        self.show_kind(self._likely(draft.number or "") if typed and not draft.kind else draft.kind)
        self.kind_chosen = draft.kind is not None
        self.code.setText(draft.code or "")
        self.number.setText(draft.number or "")
        self.paper_number.setText(draft.paper_number or "")
        self.day.show_day(draft.issued_on)
        self.check_code.setText(draft.check_code or "")
        self.remark.setText(draft.remark or "")
        self.tags.setText(" ".join(draft.tags))
        self.seller.show_party(draft.seller)
        self.buyer.show_party(draft.buyer)
        self.sums.show_draft(draft)
        self.lines.show_lines(draft.lines)
        self._sources = {
            path: source for path, source in draft.sources.items() if path not in self.sums.fields
        }
        self._show_tags()

    def clear(self) -> None:
        """Empty all but the kind and the direction, which the next of the pile has, too."""
        kind = self.kind.kind()
        if self.kind_chosen and kind is not None:
            self._settled = kind
        self.base, self.touched, self._sources, self.kind_chosen = Draft(), set(), {}, False
        for field in self._texts():
            field.clear()
        self.seller.show_party(Party())
        self.buyer.show_party(Party())
        self.sums.clear()
        self.lines.clear()
        self.show_kind(self._settled)
        self._show_tags()

    def sources(self) -> dict[str, Source]:
        """Where each value came from."""
        return self._sources | self.sums.sources

    def take_sources(self, sources: dict[str, Source], touched: set[str]) -> None:
        """Know again where each value came from, and what was changed by hand."""
        amounts = self.sums.fields
        self._sources = {path: each for path, each in sources.items() if path not in amounts}
        self.sums.take_sources({path: each for path, each in sources.items() if path in amounts})
        self.touched = touched
        for side in (self.seller, self.buyer):
            side.typed = side.side in touched
        self.show_sides()
        self._show_tags()

    def show_kind(self, kind: InvoiceKind | None) -> None:
        """Choose a kind and show its fields."""
        self.kind.show_kind(kind)
        self._furnish()

    def show_direction(self, direction: Direction) -> None:
        """Make one side this company's, and leave the other to be filled in."""
        self.direction.show_direction(direction)
        self._take_sides()

    def know_us(self, us: Party) -> None:
        """Learn which company this is."""
        self.us = us
        self._take_sides()

    def _take_sides(self) -> None:
        """Make one side ours; what was typed into it belongs to the other, if that was ours."""
        out = self.direction.direction() is Direction.OUT
        ours, other = (self.seller, self.buyer) if out else (self.buyer, self.seller)
        stood, turned = ours.party(), not ours.ours
        was_us = other.is_us
        ours.be_ours(True, self.us)
        other.be_ours(False, self.us)
        if turned and was_us:
            other.show_party(stood)
        if turned and (was_us or ours.names_us(stood)):
            ours.show_party(Party())
        self.show_sides()

    def show_sides(self) -> None:
        """Show our own side as one quiet field, until something else is typed into it."""
        for side in (self.seller, self.buyer):
            side.name.set_look("own", "true" if side.is_us else "")
            self.rows[f"{side.side}.tax_id"].setVisible(not side.is_us)
            self.rows[f"{side.side}.name"].give_message_room(not side.is_us)

    def _direction_of(self, draft: Draft) -> Direction:
        if self.seller.names_us(draft.seller):
            return Direction.OUT
        return Direction.IN if self.buyer.names_us(draft.buyer) else self.direction.direction()

    def _lines(self) -> tuple[Line, ...]:
        lines = self.lines.lines() if "lines" in self.touched else self.base.lines
        if lines or self.sums.rate.rate() != "***":
            return lines
        return (Line(net=self.sums.amount("net"), rate="***"),)  # the face prints *** for the tax

    def _texts(self) -> tuple[Field, ...]:
        return (
            self.code, self.number, self.paper_number, self.day, self.check_code, self.remark,
            self.tags,
        )  # fmt: skip

    def _by_path(self) -> dict[str, Field]:
        return {
            "code": self.code,
            "number": self.number,
            "paper_number": self.paper_number,
            "issued_on": self.day,
            "seller.name": self.seller.name,
            "seller.tax_id": self.seller.tax_id,
            "buyer.name": self.buyer.name,
            "buyer.tax_id": self.buyer.tax_id,
            "net": self.sums.fields["net"],
            "rate": self.sums.rate,
            "tax": self.sums.fields["tax"],
            "total": self.sums.fields["total"],
            "other_charges": self.sums.charges,
            "check_code": self.check_code,
            "remark": self.remark,
            "tags": self.tags,
        }

    def _make_rows(self) -> dict[str, Row]:
        field, sums = self.fields, self.sums
        by_name = {
            path: Row(_name(path), field[path])
            for path in ("seller.name", "seller.tax_id", "buyer.name", "buyer.tax_id")
        }
        rate, tax = quiet(tr("Rate"), sums.rate), quiet(_name("tax"), field["tax"])
        charges, check = (self.charges_label, sums.charges), (self.check_label, self.check_code)
        rows = {
            "kind": Row(tr("Direction, kind"), self.direction, self.kind, message=False),
            "number": Row(_name("number"), self.code, self.number, self.day),
            "paper": Row(_name("paper_number"), self.paper_number, message=False),
            **by_name,
            "net": Row(_name("net"), field["net"], rate, sums.rate, tax, field["tax"]),
            "total": Row(_name("total"), field["total"], *charges, *check),
            "remark": Row(
                tr("Remark, tags"), self.remark, self.tags, self.lines.toggle, message=False
            ),
        }
        rows["kind"].label.setBuddy(self.kind)
        rows["number"].label.setBuddy(self.number)
        sums.rate.setFixedWidth(px(80))
        self.day.setFixedWidth(px(128))
        self.check_code.setMinimumWidth(px(208))
        rows["remark"].fields.setStretch(0, 3)
        rows["remark"].fields.setStretch(1, 2)
        return rows

    def _connect(self) -> None:
        for path in ("code", "number", "paper_number", "issued_on", "check_code", "remark", "tags"):
            self.fields[path].textEdited.connect(
                lambda text, path=path: self._on_edited(path, text)
            )
        for side in (self.seller, self.buyer):
            side.edited.connect(lambda side=side: self._on_party(side))
            side.chosen.connect(lambda side=side: self._on_chosen(side))
            for field in (side.name, side.tax_id):
                field.editingFinished.connect(lambda side=side: self._on_left(side))
        self.sums.edited.connect(self._on_sums)
        self.lines.edited.connect(self._on_lines)
        self.kind.activated.connect(self._on_kind)
        self.direction.chosen.connect(self._on_direction)
        self.number.editingFinished.connect(self._on_number_left)

    def _on_edited(self, path: str, text: str) -> None:
        self._note(path, text)
        if path in ("number", "code") and not self.kind_chosen:
            self._guess_kind()
        self.edited.emit()

    def _note(self, path: str, text: str) -> None:
        self.touched.add(path)
        self._sources.pop(path, None)
        if text.strip():
            self._sources[path] = Source.TYPED
        self._show_tags()

    def _guess_kind(self) -> None:
        guess = self._likely(clean(self.number.text()), clean(self.code.text()))
        if guess is not self.kind.kind():
            self.show_kind(guess)

    def _likely(self, number: str, code: str = "") -> InvoiceKind | None:
        """Guess by the numbers, else as the last one was; nothing where nothing stood."""
        fallback = self._settled if self.kind.kind() is not None else None
        guess = kind_of_number(number) or kind_of_code(code) or fallback
        return InvoiceKind.DIGITAL_SPECIAL if len(number) == 20 and guess in CODED else guess

    def _on_number_left(self) -> None:
        """Take a code that was typed in the number's place to its own."""
        number = clean(self.number.text())
        if number != self.number.text():
            self.number.setText(number)
        kind = kind_of_code(number)
        if kind is not None and not self.kind_chosen and not self.code.text():
            self.show_kind(kind)
            self.code.setText(number)
            self.number.clear()
            self.number.setFocus()
            self._note("code", number)
            self._note("number", "")
            self.edited.emit()

    def _on_party(self, side: PartyFields) -> None:
        self._note(side.side, side.name.text() + side.tax_id.text())
        self.show_sides()
        self.edited.emit()

    def _on_chosen(self, side: PartyFields) -> None:
        self._note(side.side, "chosen")
        self._on_left(side)
        self.show_sides()
        self.edited.emit()

    def _on_left(self, side: PartyFields) -> None:
        """Turn round where this company stands on the side that was thought the other's."""
        if not side.ours and side.names_us(side.party()):
            self.show_direction(Direction.OUT if side is self.seller else Direction.IN)
            other = self.buyer if side is self.seller else self.seller
            other.name.setFocus()
            self.edited.emit()
        elif side.ours and side.names_us(side.party()) and not side.is_us:
            side.show_party(side.party())
            self.show_sides()
            self.edited.emit()

    def _on_sums(self) -> None:
        self._show_tags()
        self.edited.emit()

    def _on_lines(self) -> None:
        self._note("lines", "typed" if self.lines.lines() else "")
        self.edited.emit()

    def _on_kind(self) -> None:
        self.kind_chosen = True
        self._sources["kind"] = Source.TYPED
        self._furnish()
        self.edited.emit()

    def _on_direction(self) -> None:
        self._take_sides()
        self.edited.emit()

    def _furnish(self) -> None:
        """Show the fields that the kind has."""
        kind, there = self.kind.kind(), self._there()
        self.code.setVisible(there["code"])
        self.rows["paper"].setVisible(there["paper_number"])
        charged = kind in CHARGED or self._has("other_charges")
        self.charges_label.setVisible(charged)
        self.sums.charges.setVisible(charged)
        self.check_label.setVisible(there["check_code"])
        self.check_code.setVisible(there["check_code"])
        self.code.setPlaceholderText(vocabulary.field("code"))

    def _there(self) -> dict[str, bool]:
        """Which of the fields that not every kind has are there."""
        kind = self.kind.kind()
        coded = kind is None or kind in CODED or kind in ON_PAPER
        return {
            "code": coded or self._has("code"),
            "paper_number": kind in ON_PAPER or self._has("paper_number"),
            "check_code": kind in CHECKED or self._has("check_code"),
        }

    def _has(self, name: str) -> bool:
        """Whether what was filled in has a value that its kind should not have."""
        return self.kind.kind() is self.base.kind and bool(getattr(self.base, name))

    def _show_tags(self) -> None:
        sources = self.sources()
        for path, field in self.fields.items():
            source = sources.get(path, sources.get(path.partition(".")[0]))
            if path in ("rate", "issued_on", "other_charges") or path in self.sums.fields:
                continue  # their right end is taken, by a sign or by the figures
            empty = not field.text()
            field.set_tag(vocabulary.word(source) if source in SHOWN_SOURCES and not empty else "")

    def order(self) -> Iterator[QWidget]:
        """The way of the Tab key."""
        yield from self.direction.buttons.values()
        yield self.kind
        for path in self.fields:
            yield self.fields[path]
        yield self.lines.toggle
        yield self.lines.table


def _tags(text: str) -> tuple[str, ...]:
    for sign in "，,、；;":
        text = text.replace(sign, " ")
    return tuple(dict.fromkeys(text.split()))


def _name(path: str) -> str:
    return tr("Tax rate") if path == "rate" else vocabulary.field(path)
