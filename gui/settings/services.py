"""Verification services (查验服务): which are asked, in which order, with what, at what price."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from core.errors import AppError
from gui.asking import Asking
from gui.buttons import Button, Kind
from gui.desk import Desk
from gui.fields import ChoiceBox
from gui.notices import StateIcon
from gui.settings.connection import ConnectionShown
from gui.settings.page import column_of, told
from gui.settings.planning import PlanCard
from gui.states import Mark
from gui.theme import named, px
from words import figures
from words.errors import said
from words.translate import filled, joined, tr
from words.verification import label, verification_word
from words.verifying import spent

if TYPE_CHECKING:  # comes with the store, after the first paint
    from core.services.providers import Spent
    from core.store.askers import Choice
    from core.verify.asking import Tested
    from core.verify.provider import Provider, Setting


@dataclass(frozen=True, slots=True)
class Held:
    """Whether something of an account is in the keyring, and whether all of it is."""

    any: bool = False
    all: bool = False


class ServicesPage(QWidget):
    """A card for each service; none is asked before its terms were read."""

    icon: ClassVar[str] = "globe"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._order: list[str] = []
        self.cards: dict[str, Card] = {}
        column = column_of(self, self.word())
        column.addWidget(
            told(
                tr(
                    "No service is needed: the official site works without an account. A service "
                    "asks by itself and costs money. The first is asked first; the next one only "
                    "where the first gave no answer and certainly charged nothing."
                )
            )
        )
        self._column = QVBoxLayout()
        self._column.setSpacing(px(12))
        column.addLayout(self._column)
        self.site = Button(tr("Connection to the official site…"), Kind.QUIET, icon="globe")
        self.site.clicked.connect(
            lambda: ConnectionShown(self.window(), desk, None, tr("Official site")).open()
        )
        column.addWidget(self.site, alignment=Qt.AlignmentFlag.AlignLeft)
        self.plan = PlanCard(desk)
        column.addWidget(self.plan)
        column.addStretch()

    @staticmethod
    def word() -> str:
        """查验服务."""
        return tr("Verification")

    def refresh(self) -> None:
        """Show what is chosen now."""
        providers = self._desk.core.providers

        def look(_: object) -> tuple[Any, ...]:
            from core.verify import PROVIDERS  # brings the services

            has: dict[str, Held] = {}
            for each in PROVIDERS:
                try:
                    kept = bool(providers.credential_keys(each.id))
                    has[each.id] = Held(kept, kept and providers.has_credentials(each.id))
                except AppError:
                    has[each.id] = Held()  # the keyring says itself what is wrong when it is used
            return providers.choices(), has, PROVIDERS, providers.spent()

        self._desk.jobs.run(self, look, lambda found: self._show(*found))
        self.plan.refresh()

    def _show(
        self,
        choices: "tuple[Choice, ...]",
        has: "dict[str, Held]",
        known: "tuple[Provider, ...]",
        month: "tuple[Spent, ...]",
    ) -> None:
        self._order = [each.provider for each in choices if each.on]
        by_name = {each.provider: each for each in choices}
        by_month = {each.provider: each for each in month}
        first = {name: at for at, name in enumerate(self._order)}
        for each in known:
            if each.id not in self.cards:
                self.cards[each.id] = Card(self._desk, each, self)
            card = self.cards[each.id]
            place = first.get(each.id)
            card.show_state(by_name.get(each.id), place, has[each.id])
            card.show_spent(by_month.get(each.id))
        for at, name in enumerate(sorted(self.cards, key=lambda x: first.get(x, len(first)))):
            self._column.insertWidget(at, self.cards[name])

    def switch(self, name: str, *, on: bool) -> None:
        """Ask a service, after the others, or ask it no more."""
        order = [each for each in self._order if each != name] + ([name] if on else [])
        self._choose(order)

    def raise_one(self, name: str) -> None:
        """Ask a service before the one that is asked before it now."""
        at = self._order.index(name)
        order = [*self._order]
        order[at - 1], order[at] = order[at], order[at - 1]
        self._choose(order)

    def show_account(self, name: str) -> None:
        """Show the state anew once an account was kept or dropped, and no test of the old one."""
        self.cards[name].forget()
        self.refresh()

    def _choose(self, order: list[str]) -> None:
        providers = self._desk.core.providers
        self._desk.jobs.run(self, lambda _: providers.choose(order), lambda _: self.refresh())


class Card(QFrame):
    """One service: its state, its account, a test that costs nothing."""

    def __init__(self, desk: Desk, provider: "Provider", page: ServicesPage) -> None:
        super().__init__()
        named(self, "card")
        self._desk, self._provider, self._page = desk, provider, page
        self._choice: Choice | None = None
        self._place: int | None = None
        self._shown: tuple[Choice | None, int | None, Held] | None = None
        self.title = named(QLabel(provider.name), "section")
        self.state = named(QLabel(), "small")
        self.state.setWordWrap(True)
        self.month = named(QLabel(), "small")
        self.month.setWordWrap(True)
        self._mark = QHBoxLayout()
        self.on = Button("", Kind.SECONDARY)
        self.account = Button(tr("Account…"), Kind.QUIET, icon="gear")
        self.drop = Button(tr("Forget the account…"), Kind.QUIET, icon="trash")
        self.test = Button(tr("Test, costs nothing"), Kind.QUIET, icon="check")
        self.way = Button(tr("Connection…"), Kind.QUIET, icon="globe")
        self.way.clicked.connect(
            lambda: ConnectionShown(self.window(), desk, provider.id, provider.name).open()
        )
        self.up = Button(tr("Ask earlier"), Kind.QUIET, icon="caret-up")
        self.on.clicked.connect(self._switch)
        self.account.clicked.connect(self._ask_account)
        self.drop.clicked.connect(self._ask_forgetting)
        self.test.clicked.connect(self._try)
        self.up.clicked.connect(lambda: page.raise_one(provider.id))
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addLayout(self._mark)
        head.addWidget(self.title)
        head.addStretch()
        head.addWidget(self.up)
        head.addWidget(self.on)
        foot = QHBoxLayout()
        foot.setSpacing(px(8))
        for button in (self.account, self.test, self.way):
            foot.addWidget(button)
        foot.addStretch()
        foot.addWidget(self.drop)
        box = QVBoxLayout(self)
        box.setContentsMargins(px(16), px(12), px(16), px(8))
        box.setSpacing(px(4))
        box.addLayout(head)
        box.addWidget(self.state)
        box.addWidget(self.month)
        box.addLayout(foot)

    def show_state(self, choice: "Choice | None", place: int | None, has: Held) -> None:
        """Show whether it is asked, and what is missing."""
        shown = (choice, place, has)
        if shown == self._shown:  # so that what a test said is not wiped by news of others
            return
        self._shown, self._choice, self._place = shown, choice, place
        agreed = choice is not None and choice.agreed_at is not None
        self.on.say(tr("Ask no more") if place is not None else tr("Use this service"))
        self.test.setEnabled(has.all)
        self.drop.setVisible(has.any)
        self.up.setVisible(place is not None and place > 0)
        if place is None:
            self._say(Mark.NOT_HELD, tr("Not asked."))
        elif not has.all:
            self._say(Mark.LOOK, tr("Its account is missing: nothing is asked."))
        elif not agreed:
            self._say(Mark.LOOK, tr("What is sent to it was not read yet: nothing is asked."))
        elif choice is not None and choice.resting is not None:
            until = figures.moment(choice.resting)
            self._say(Mark.LOOK, filled(tr("It failed and rests until {until}."), {"until": until}))
        else:
            self._say(Mark.AGREES, filled(tr("Asked as number {n}."), {"n": place + 1}))

    def forget(self) -> None:
        """Take the next state as news, whatever is shown."""
        self._shown = None

    def show_spent(self, month: "Spent | None") -> None:
        """Show what it was asked this month; nothing where it is not asked and was not."""
        self.month.setText(spent(month))
        self.month.setVisible(month is not None or self._place is not None)

    def _say(self, mark: Mark, text: str) -> None:
        while (old := self._mark.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.deleteLater()
        self._mark.addWidget(StateIcon(mark))
        self.state.setText(text)

    def _switch(self) -> None:
        if self._place is not None:
            self._page.switch(self._provider.id, on=False)
            return
        asked = TermsShown(self.window(), self._provider)
        asked.accepted.connect(self._agree)
        asked.open()

    def _agree(self) -> None:
        providers, name = self._desk.core.providers, self._provider.id

        def then(_: object) -> None:
            self._page.switch(name, on=True)

        self._desk.jobs.run(self, lambda _: providers.agree(name), then)

    def _ask_account(self) -> None:
        chosen = dict(self._choice.settings) if self._choice else {}
        seconds = self._choice.seconds if self._choice else None
        AccountAsked(self._page, self._desk, self._provider, chosen, seconds).open()

    def _ask_forgetting(self) -> None:
        asked = ForgetAsked(self.window(), self._provider)
        asked.accepted.connect(self._drop)
        asked.open()

    def _drop(self) -> None:
        providers, name = self._desk.core.providers, self._provider.id

        def then(_: object) -> None:
            self._page.show_account(name)

        self._desk.jobs.run(self, lambda _: providers.forget_credentials(name), then)

    def _try(self) -> None:
        providers, name = self._desk.core.providers, self._provider.id
        self.state.setText(tr("Asking…"))
        self.test.setEnabled(False)
        self._desk.jobs.run(
            self, lambda _: providers.test(name), self._on_tested, failed=self._on_failed
        )

    def _on_tested(self, tested: "Tested") -> None:
        self.test.setEnabled(True)
        if tested.accepted:
            self._say(Mark.AGREES, tr("The service accepts the account. Nothing was charged."))
            return
        answer = tested.answer
        why = ""
        if answer is not None:
            why = verification_word(answer.failure or answer.state)
            why = f"{why} {answer.code} {answer.message}".strip()
        if tested.accepted is None:
            self._say(
                Mark.LOOK, filled(tr("Whether it is accepted cannot be said. {why}"), {"why": why})
            )
        else:
            self._say(Mark.WRONG, filled(tr("The account is not accepted. {why}"), {"why": why}))

    def _on_failed(self, error: Exception) -> None:
        self.test.setEnabled(True)
        words = said(error).what if isinstance(error, AppError) else tr("Something went wrong.")
        self._say(Mark.WRONG, words)


class TermsShown(Asking):
    """What leaves the house, to whom, at what price: read before the first question."""

    def __init__(self, parent: QWidget, provider: "Provider") -> None:
        line = filled(
            tr("Before {service} is asked for the first time, read what that means."),
            {"service": provider.name},
        )
        super().__init__(parent, provider.name, line, tr("I agree, use it"))
        terms = provider.terms
        sent = " · ".join(verification_word(each) for each in terms.sent)
        lines = [
            filled(tr("Sent with each question: {what}. Nothing else."), {"what": sent}),
            filled(tr("To: {hosts}"), {"hosts": " · ".join(sorted(provider.hosts))}),
            _price(terms.price, terms.free),
        ]
        if not terms.confirmed:
            lines.append(
                tr(
                    "The vendor publishes no description of the answer. What is not understood is "
                    "shown as it came, and is never taken for a match."
                )
            )
        for text in lines:
            part = QLabel(text)
            part.setWordWrap(True)
            self.body.addWidget(part)
        site = QLabel(f'<a href="{terms.site}">{terms.site}</a>')
        site.setAccessibleName(terms.site)
        site.setOpenExternalLinks(True)
        site.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.body.addWidget(site)


class ForgetAsked(Asking):
    """Whether the account of a service is to go, and what follows."""

    def __init__(self, parent: QWidget, provider: "Provider") -> None:
        values = {"service": provider.name}
        super().__init__(
            parent,
            filled(tr("Forget the account of {service}?"), values),
            filled(
                tr(
                    "It is removed from the keyring of this computer, and {service} is not asked "
                    "any more. What waits for verification keeps waiting; all answers stay."
                ),
                values,
            ),
            tr("Forget the account"),
        )
        again = tr("To ask it again, take the account from the vendor's console once more.")
        line = named(QLabel(again), "small")
        line.setWordWrap(True)
        self.body.addWidget(line)


class AccountAsked(Asking):
    """The account: what the vendor's console gives. Kept in the system's keyring alone."""

    def __init__(
        self,
        page: "ServicesPage",
        desk: Desk,
        provider: "Provider",
        chosen: dict[str, str],
        seconds: int | None,
    ) -> None:
        line = tr(
            "Kept in the keyring of this computer and nowhere else. Empty keeps what is there."
        )
        super().__init__(page.window(), provider.name, line, tr("Keep the account"))
        self._desk, self._provider, self._seconds = desk, provider, seconds
        self._page = page
        self.fields: dict[str, QLineEdit] = {}
        self.choices: dict[str, QComboBox | QLineEdit] = {}
        for each in provider.credentials:
            field = QLineEdit()
            if each.secret:
                field.setEchoMode(QLineEdit.EchoMode.Password)
            self.fields[each.key] = field
            self.add(label(each.label), field)
        for setting in provider.settings:
            self._add_setting(setting, chosen.get(setting.key) or setting.default)
        self.accepted.connect(self._keep)

    def _add_setting(self, setting: "Setting", value: str) -> None:
        part: QComboBox | QLineEdit
        if setting.choices:
            part = ChoiceBox()
            part.addItems(setting.choices)
            part.setCurrentText(value)
        else:
            part = QLineEdit(value)
        part.setAccessibleName(label(setting.label))
        self.choices[setting.key] = part
        self.body.addWidget(named(QLabel(label(setting.label)), "small"))
        self.body.addWidget(part)

    def _keep(self) -> None:
        providers, name, seconds = self._desk.core.providers, self._provider.id, self._seconds
        typed = {key: field.text().strip() for key, field in self.fields.items()}
        chosen = {
            key: part.currentText() if isinstance(part, QComboBox) else part.text().strip()
            for key, part in self.choices.items()
        }
        for field in self.fields.values():
            field.clear()  # nothing secret stays in the window

        def work(_: object) -> None:
            if any(typed.values()):
                providers.put_credentials(name, typed)
            providers.set_settings(name, chosen, seconds)

        page = self._page  # this dialog is gone by then
        self._desk.jobs.run(page, work, lambda _: page.show_account(name))


def _price(price: Decimal | None, free: int | None) -> str:
    if price is None:
        first = tr("The price is not published: your contract with the vendor says it.")
    else:
        first = filled(
            tr("Price: {price} yuan a question, by the vendor's list."), {"price": price}
        )
    if free is None:
        return first
    return joined(first, filled(tr("The first {n} are free."), {"n": free}))
