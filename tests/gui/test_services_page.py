"""The page of the verification services: read before use, credentials in the vault alone."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from core.app import BEIJING, Core
from core.secrets import MemoryKeys
from core.store.askers import Plan
from core.verify.connection import StepKind
from gui.settings.connection import ConnectionShown
from gui.settings.services import AccountAsked, Card, ForgetAsked, ServicesPage, TermsShown
from tests.core.verify.serving import serving
from tests.gui.conftest import ENOUGH, Show, Shown
from tests.gui.test_accessibility import nameless
from tests.gui.verifications import enter, gone, tab_of, there
from tests.verifying import Clock, Service, error, opened, running, set_up, set_up_at

SECRET = "Zm9vYmFyc2VjcmV0a2V5"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def service() -> Iterator[Service]:
    with running() as made:
        yield made


@pytest.fixture
def core(folder: Path, keys: MemoryKeys, clock: Clock) -> Iterator[Core]:
    with opened(folder, keys, clock, clock.wait) as made:
        yield made


def page_of(qtbot: QtBot, shown: Shown) -> ServicesPage:
    """Open the settings at the services, from the verification screen."""
    qtbot.mouseClick(tab_of(shown).services, Qt.MouseButton.LeftButton)
    page = there(qtbot, shown.inside, ServicesPage)
    qtbot.waitUntil(lambda: "tencent" in page.cards, timeout=ENOUGH)
    return page


def click(qtbot: QtBot, button: QAbstractButton) -> None:
    """Click a button once it stands where it is clicked: a card is laid out after it was filled."""

    def there_to_click() -> bool:
        at = button.mapTo(button.window(), button.rect().center())
        return button.isEnabled() and button.window().childAt(at) is button

    qtbot.waitUntil(there_to_click, timeout=ENOUGH)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def said(qtbot: QtBot, card: Card, words: str) -> None:
    qtbot.waitUntil(lambda: words in card.state.text(), timeout=ENOUGH)


def on(core: Core) -> list[str]:
    return [each.provider for each in core.providers.choices() if each.on]


def test_a_service_is_asked_only_after_its_terms_were_agreed(
    core: Core, entering: Show, qtbot: QtBot
) -> None:
    shown = entering(lambda: core)
    page = page_of(qtbot, shown)
    card = page.cards["tencent"]
    said(qtbot, card, "Not asked")
    click(qtbot, card.on)
    terms = there(qtbot, shown.inside, TermsShown)
    words = " ".join(each.text() for each in terms.findChildren(QLabel))
    assert "Sent with each question" in words
    assert "tencentcloudapi.com" in words
    assert nameless(terms) == []
    qtbot.keyClick(terms, Qt.Key.Key_Escape)
    gone(qtbot, shown.inside, TermsShown)
    assert on(core) == []
    click(qtbot, card.on)
    click(qtbot, there(qtbot, shown.inside, TermsShown).go)
    qtbot.waitUntil(lambda: on(core) == ["tencent"], timeout=ENOUGH)
    assert core.providers.choices()[0].agreed_at is not None
    said(qtbot, card, "account is missing")
    click(qtbot, card.on)
    qtbot.waitUntil(lambda: on(core) == [], timeout=ENOUGH)


def test_the_account_goes_to_the_vault_and_nowhere_else(
    core: Core, entering: Show, qtbot: QtBot
) -> None:
    shown = entering(lambda: core)
    page = page_of(qtbot, shown)
    card = page.cards["tencent"]
    assert not card.test.isEnabled()
    click(qtbot, card.account)
    asked = there(qtbot, shown.inside, AccountAsked)
    assert nameless(asked) == []
    secret = asked.fields["secret_key"]
    assert secret.echoMode() is QLineEdit.EchoMode.Password
    asked.fields["secret_id"].setText("AKIDEXAMPLE")
    secret.setText(SECRET)
    fields = [*asked.fields.values()]
    cleared: list[str] = []
    asked.finished.connect(lambda _: cleared.extend(each.text() for each in fields))
    click(qtbot, asked.go)
    qtbot.waitUntil(card.test.isEnabled, timeout=ENOUGH)
    assert core.providers.has_credentials("tencent")
    assert not any(cleared)
    again = card.account
    click(qtbot, again)
    asked = there(qtbot, shown.inside, AccountAsked)
    assert not any(each.text() for each in asked.fields.values())
    click(qtbot, asked.go)
    gone(qtbot, shown.inside, AccountAsked)
    assert core.providers.has_credentials("tencent")
    shown.window.close()
    for file in core.folder.rglob("*"):
        assert not file.is_file() or SECRET.encode() not in file.read_bytes()


def test_an_account_is_forgotten_after_one_question(
    core: Core, service: Service, entering: Show, qtbot: QtBot
) -> None:
    set_up(core, service)
    enter(core, 2)
    waiting = core.verification.figures().waiting
    shown = entering(lambda: core)
    page = page_of(qtbot, shown)
    card = page.cards["tencent"]
    said(qtbot, card, "Asked as number 1")
    assert not page.cards["baidu"].drop.isVisible()
    click(qtbot, card.drop)
    asked = there(qtbot, shown.inside, ForgetAsked)
    assert nameless(asked) == []
    words = " ".join(each.text() for each in asked.findChildren(QLabel))
    assert "keeps waiting" in words
    qtbot.keyClick(asked, Qt.Key.Key_Escape)
    gone(qtbot, shown.inside, ForgetAsked)
    assert core.providers.has_credentials("tencent")
    click(qtbot, card.drop)
    click(qtbot, there(qtbot, shown.inside, ForgetAsked).go)
    said(qtbot, card, "Not asked")
    assert not core.providers.credential_keys("tencent")
    assert on(core) == []
    assert core.verification.figures().waiting == waiting > 0
    assert not card.drop.isVisible()
    assert not card.test.isEnabled()


def test_the_test_that_costs_nothing_says_yes_no_or_that_it_cannot_be_said(
    core: Core, service: Service, entering: Show, qtbot: QtBot
) -> None:
    set_up(core, service)
    page = page_of(qtbot, entering(lambda: core))
    card = page.cards["tencent"]
    for answer, words in (
        (error("InvalidParameterValue"), "accepts the account"),
        (error("AuthFailure.SecretIdNotFound"), "is not accepted"),
        (503, "cannot be said"),
    ):
        service.answers[""] = answer
        click(qtbot, card.test)
        said(qtbot, card, words)
    core.providers.choose(["tencent", "baidu"])
    page.refresh()
    said(qtbot, page.cards["baidu"], "account is missing")
    assert "cannot be said" in card.state.text()  # news of another do not wipe it
    assert service.asked == []


def test_the_order_decides_who_is_asked_first(core: Core, entering: Show, qtbot: QtBot) -> None:
    for name in ("tencent", "baidu"):
        core.providers.agree(name)
        core.providers.put_credentials(name, {"secret_id": "a", "secret_key": "b"})
    core.providers.choose(["tencent", "baidu"])
    page = page_of(qtbot, entering(lambda: core))
    card = page.cards["baidu"]
    qtbot.waitUntil(card.up.isVisible, timeout=ENOUGH)
    assert not page.cards["tencent"].up.isVisible()
    click(qtbot, card.up)
    qtbot.waitUntil(lambda: on(core) == ["baidu", "tencent"], timeout=ENOUGH)


def test_the_way_to_a_service_is_told_step_by_step(
    core: Core, service: Service, clock: Clock, entering: Show, qtbot: QtBot
) -> None:
    clock.at = datetime.now(BEIJING)  # the service's clock is the machine's
    set_up(core, service)
    shown = entering(lambda: core)
    page = page_of(qtbot, shown)
    service.answers[""] = error("InvalidParameterValue")
    click(qtbot, page.cards["tencent"].way)
    dialog = there(qtbot, shown.inside, ConnectionShown)
    qtbot.waitUntil(lambda: len(dialog.steps) == len(StepKind), timeout=ENOUGH)
    assert [each.ok for each in dialog.steps if each.kind is StepKind.CREDENTIALS] == [True]
    assert any("Service: in order" in line for line in dialog.lines)
    service.close()
    click(qtbot, dialog.again)
    qtbot.waitUntil(
        lambda: any(x.ok is False for x in dialog.steps if x.kind is StepKind.SERVICE),
        timeout=ENOUGH,
    )
    assert any("Only the service itself can mend this" in line for line in dialog.lines)
    current = core.outages.current()
    assert current is not None
    assert current.noticed


def test_the_walk_shows_each_step_as_it_was_taken_and_can_be_stopped(
    core: Core, entering: Show, qtbot: QtBot
) -> None:
    with serving(lambda _: server.hold) as server:
        set_up_at(core, server.address)
        shown = entering(lambda: core)
        click(qtbot, page_of(qtbot, shown).cards["tencent"].way)
        dialog = there(qtbot, shown.inside, ConnectionShown)
        qtbot.waitUntil(
            lambda: "Looking" in dialog.lines[-1] and len(dialog.lines) > 3, timeout=ENOUGH
        )
        assert dialog.lines[0] == "Network: in order."
        assert nameless(dialog) == []
        click(qtbot, dialog.again)
        assert dialog.lines[-1] == "Stopped."
        assert not any(step.ok is False for step in dialog.steps)
        assert dialog.again.text() == "Check again"
        click(qtbot, dialog.go)
        gone(qtbot, shown.inside, ConnectionShown)
    assert core.outages.current() is None


def test_an_account_that_is_missing_is_what_the_walk_ends_with(
    core: Core, service: Service, clock: Clock, entering: Show, qtbot: QtBot
) -> None:
    clock.at = datetime.now(BEIJING)
    set_up(core, service)
    core.providers.forget_credentials("tencent")
    shown = entering(lambda: core)
    click(qtbot, page_of(qtbot, shown).cards["tencent"].way)
    dialog = there(qtbot, shown.inside, ConnectionShown)
    qtbot.waitUntil(lambda: len(dialog.steps) == len(StepKind), timeout=ENOUGH)
    assert dialog.lines[-1] == (
        "Credentials: no account is kept here yet. You can mend this yourself on this computer."
    )


def test_what_is_verified_by_itself_is_chosen_and_hours_that_are_none_are_not_kept(
    core: Core, entering: Show, qtbot: QtBot
) -> None:
    page = page_of(qtbot, entering(lambda: core))
    plan = page.plan
    qtbot.waitUntil(plan.entered.isChecked, timeout=ENOUGH)
    plan.entered.click()
    qtbot.waitUntil(lambda: not core.verification.plan().entered, timeout=ENOUGH)
    enter(core, 1)
    assert core.verification.figures().waiting == 0
    plan.hours.setText("8, 25")
    plan.hours.editingFinished.emit()
    assert plan.wrong.text()
    plan.hours.setText("18 8")
    plan.hours.editingFinished.emit()
    assert not plan.wrong.text()
    qtbot.waitUntil(lambda: core.verification.plan().hours == (8, 18), timeout=ENOUGH)
    assert not plan.months.isEnabled()
    plan.days.setCurrentIndex(2)
    plan.days.activated.emit(2)
    qtbot.waitUntil(lambda: core.verification.plan().again_days == 30, timeout=ENOUGH)
    assert plan.months.isEnabled()


def test_in_a_chosen_hour_the_queue_works_itself_off_once(
    core: Core, service: Service, clock: Clock, entering: Show, qtbot: QtBot
) -> None:
    set_up(core, service)
    (invoice,) = enter(core, 1)
    core.verification.set_plan(Plan(hours=(10,)))
    shown = entering(lambda: core)
    shown.inside.minding.look()
    clock.at += timedelta(hours=1)

    def worked_off() -> bool:
        shown.inside.minding.look()  # as the timer does, again and again
        return core.verification.figures().confirmed == 1

    qtbot.waitUntil(worked_off, timeout=ENOUGH)
    assert service.asked == [invoice.key.name]
