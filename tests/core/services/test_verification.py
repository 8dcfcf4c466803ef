"""The verification queue: what is asked, when, how often, and what becomes of the answers."""

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest

from core.app import BEIJING, Core
from core.domain.answer import Answer, Charged, State
from core.domain.change import ThrowAway
from core.domain.covering import Stated
from core.domain.history import How
from core.domain.invoice import (
    FACE_FIELDS,
    Draft,
    EntryMethod,
    Face,
    Invoice,
    InvoiceKind,
    Party,
    Status,
)
from core.domain.topic import Topic
from core.domain.waiting import Hold, Why
from core.errors import AlreadyVerifying, NoProvider, NotEntered
from core.progress import Cancelled, Progress, Wait
from core.secrets import MemoryKeys
from core.services.providers import Spent
from core.services.working_off import Service as ServiceOfOurs
from core.services.working_off import Worked, WorkingOff
from core.store.askers import Plan
from core.store.generations import FolderLock
from core.verify.rate import Rates
from tests.bench.ledgers import invoices
from tests.data.bureau_maker import export
from tests.invoices import draft
from tests.reconciling import NAME, january
from tests.verifying import MATCHES, START, Clock, Service, error, opened, set_up


@pytest.fixture
def core(folder: Path, keys: MemoryKeys, clock: Clock) -> Iterator[Core]:
    with opened(folder, keys, clock, clock.wait) as made:
        yield made


def enter(core: Core, n: int, **changes: Any) -> Invoice:
    return core.entry.add(draft(n, **changes), EntryMethod.MANUAL)


def test_what_is_entered_waits_and_is_asked_once_in_its_order(core: Core, service: Service) -> None:
    names = [enter(core, n).key.name for n in range(3)]
    set_up(core, service)
    assert [x.key for x in core.verification.waiting()] == names
    worked = core.verification.work_off()
    assert service.asked == names
    assert (worked.done, worked.waiting, worked.stopped) == (3, 0, [])
    assert [x.state for x in worked.answers] == [State.MATCH] * 3
    assert core.verification.work_off().answers == []
    assert core.verification.figures().confirmed == 3


def test_without_a_service_whose_terms_were_read_nothing_is_sent(
    core: Core, service: Service
) -> None:
    enter(core, 1)
    with pytest.raises(NoProvider):
        core.verification.work_off()
    core.providers.choose(["tencent"])
    core.providers.put_credentials("tencent", {"secret_id": "a", "secret_key": "b"})
    with pytest.raises(NoProvider):
        core.verification.work_off()


def test_nobody_is_asked_a_sixth_time_in_a_day_and_the_next_day_goes_on(
    core: Core, service: Service, clock: Clock
) -> None:
    name = enter(core, 1).key.name
    set_up(core, service)
    for _ in range(8):
        core.verification.queue([name])
        core.verification.work_off()
    assert service.times()[name] == 5
    (waiting,) = core.verification.waiting()
    assert (waiting.hold, waiting.tries_today) == (Hold.LIMIT, 5)
    assert waiting.until == datetime(2026, 11, 25, tzinfo=BEIJING)
    clock.at = datetime(2026, 11, 25, 0, 0, 1, tzinfo=BEIJING)
    core.verification.work_off()
    assert service.times()[name] == 6


def test_an_old_kind_of_today_waits_until_tomorrow_and_a_digital_one_does_not(
    core: Core, service: Service, clock: Clock
) -> None:
    today = clock.at.date()
    enter(core, 1, issued_on=today)
    enter(
        core,
        2,
        kind=InvoiceKind.SPECIAL_PAPER,
        code="1100261130",
        number="00000002",
        issued_on=today,
    )
    set_up(core, service)
    core.verification.work_off()
    assert service.asked == [draft(1).number]
    (waiting,) = core.verification.waiting()
    assert waiting.hold is Hold.SAME_DAY
    clock.at += timedelta(days=1)
    core.verification.work_off()
    assert service.asked[1:] == ["00000002"]


def test_what_is_older_than_five_years_or_lacks_a_value_is_never_sent(
    core: Core, service: Service
) -> None:
    enter(core, 1, issued_on=date(2021, 11, 23))
    enter(core, 2, issued_on=date(2021, 11, 24))
    enter(core, 3, total=None)
    enter(core, 4, kind=InvoiceKind.CUSTOMS, number="0" * 22, code=None)
    set_up(core, service)
    core.verification.work_off()
    assert service.asked == [draft(2).number]
    held = [x.hold for x in core.verification.waiting()]
    assert held[0] is Hold.TOO_OLD
    assert set(held[1:]) <= {Hold.MISSING, Hold.UNFIT}
    assert core.verification.waiting()[1].missing == ("total",)


def test_an_answer_that_broke_off_is_not_repeated_until_a_person_says_so(
    core: Core, service: Service, clock: Clock
) -> None:
    name = enter(core, 1).key.name
    set_up(core, service)
    service.answers[name] = None
    core.verification.work_off()
    assert service.times()[name] == 1
    (waiting,) = core.verification.waiting()
    assert waiting.hold is Hold.MAYBE_CHARGED
    (asked,) = core.verification.history(name)
    assert (asked.state, asked.charged) == (State.UNKNOWN, Charged.UNKNOWN)
    clock.at += timedelta(days=3)
    core.verification.work_off()
    core.verification.resume()
    core.verification.work_off()
    assert service.times()[name] == 1
    del service.answers[name]
    assert core.verification.ask_again([name]) == 1
    core.verification.work_off()
    assert service.times()[name] == 2
    assert core.verification.figures().waiting == 0


def test_a_question_that_a_killed_program_sent_is_unknown_and_stays_unasked(
    core: Core, service: Service, folder: Path, keys: MemoryKeys, clock: Clock
) -> None:
    name = enter(core, 1).key.name
    with core._ledger.store.asking() as work:
        work.verifications.ask(work.invoices.ids_of([name])[name], "tencent")
    assert core.verification.history(name)[0].state is None
    core.close()
    with opened(folder, keys, clock, clock.wait) as again:
        set_up(again, service)
        again.verification.work_off()
        assert service.asked == []
        assert again.verification.history(name)[0].state is State.UNKNOWN
        assert again.verification.waiting()[0].hold is Hold.MAYBE_CHARGED


def test_the_queue_is_worked_off_by_one_program_at_a_time(
    core: Core, service: Service, folder: Path
) -> None:
    enter(core, 1)
    set_up(core, service)
    lock = FolderLock.alone(folder, "verifying.lock")
    with pytest.raises(AlreadyVerifying):
        core.verification.work_off()
    lock.release()
    assert core.verification.work_off().done == 1


def test_cancelling_leaves_what_was_answered_and_the_rest_waits(
    core: Core, service: Service
) -> None:
    names = [enter(core, n).key.name for n in range(4)]
    set_up(core, service)

    def after_two(progress: Progress) -> None:
        if progress.done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        core.verification.work_off(after_two)
    assert [x.key for x in core.verification.waiting()] == names[2:]
    core.verification.work_off()
    assert service.asked == names


def test_stopping_between_two_tries_keeps_that_the_first_may_have_been_charged(
    core: Core, service: Service
) -> None:
    name = enter(core, 1).key.name
    set_up(core, service)
    service.answers[name] = 503

    stops = [Cancelled()]

    def once_asked(_: Progress) -> None:
        if service.asked and stops:
            raise stops.pop()

    worked = Worked()
    with pytest.raises(Cancelled):
        core.verification.work_off(once_asked, into=worked)
    assert [(x.state, x.charged) for x in worked.answers] == [(State.UNAVAILABLE, Charged.UNKNOWN)]
    assert [x.hold for x in core.verification.waiting()] == [Hold.MAYBE_CHARGED]
    service.answers.clear()
    core.verification.work_off(anew=True)
    assert service.asked == [name]
    core.verification.ask_again([name])
    assert core.verification.work_off(anew=True).done == 1


def test_what_is_paused_stays_cancelled_goes_and_the_order_is_kept(
    core: Core, service: Service
) -> None:
    names = [enter(core, n).key.name for n in range(5)]
    set_up(core, service)
    assert core.verification.pause([names[0]]) == 1
    assert core.verification.cancel([names[1]]) == 1
    assert core.verification.to_front([names[4], names[3]]) == 2
    core.verification.work_off()
    assert service.asked == [names[4], names[3], names[2]]
    assert core.verification.resume() == 1
    core.verification.work_off()
    assert service.asked[3:] == [names[0]]
    assert core.verification.queue(names[1:2]).added == 1


def test_an_account_at_fault_stops_the_run_and_loses_nothing(core: Core, service: Service) -> None:
    names = [enter(core, n).key.name for n in range(3)]
    set_up(core, service)
    service.usual = error("FailedOperation.ArrearsError")
    worked = core.verification.work_off()
    assert (len(service.asked), worked.waiting) == (1, 3)
    assert [x.state for x in worked.stopped] == [State.ACCOUNT_ERROR]
    service.usual = MATCHES
    assert core.verification.work_off().answers == []  # it rests
    assert core.verification.work_off(anew=True).waiting == 1  # the first backs off
    assert set(service.asked) == set(names)


def test_a_service_that_is_down_rests_longer_each_time_and_is_asked_again(
    core: Core, service: Service, clock: Clock
) -> None:
    enter(core, 1)
    set_up(core, service)
    service.usual = error("ResourceUnavailable.TaxNetworkError")
    core.verification.work_off()
    first = core.verification.prospect().free
    assert first is not None
    assert first - clock.at >= timedelta(seconds=59)
    service.usual = MATCHES
    clock.at = first
    assert core.verification.work_off().done == 1


def test_the_next_service_is_asked_only_where_nothing_was_charged(
    core: Core, service: Service, clock: Clock
) -> None:
    names = [enter(core, n).key.name for n in range(3)]
    set_up(core, service)
    service.answers[names[0]] = error("FailedOperation.InvoiceMismatch")
    service.answers[names[1]] = None
    service.answers[names[2]] = error("FailedOperation.UnOpenError")
    (one,) = core.providers.services()
    calls: list[str | None] = []

    def ask(invoice: Face, _: int, __: Wait) -> Answer:
        calls.append(invoice.number)
        return Answer(provider="other", state=State.MATCH, charged=Charged.YES)

    working = WorkingOff(core._ledger.store, core.folder, core.now, clock.wait)
    both = [one, ServiceOfOurs("other", ask, lambda _: None)]
    core.verification.pause([names[2]])
    worked = working.run(both)
    core.verification.resume()
    clock.at += timedelta(minutes=2)  # the first rests after what broke off
    working.run(both, into=worked)
    assert service.times() == dict.fromkeys(names, 1)
    assert calls == [names[2]]
    assert [(x.provider, x.state) for x in worked.answers] == [
        ("tencent", State.MISMATCH),
        ("tencent", State.UNKNOWN),
        ("tencent", State.ACCOUNT_ERROR),
        ("other", State.MATCH),
    ]
    assert [x.key for x in core.verification.waiting()] == [names[1]]


def test_an_answer_fills_what_ours_lacks_only_when_it_is_taken_over(
    core: Core, service: Service
) -> None:
    invoice = enter(core, 1, seller=Party("北京云杉科技有限公司"), remark=None)
    name = invoice.key.name
    set_up(core, service)
    service.answers[name] = {
        "Invoice": {
            "IsAbandoned": "N",
            "Number": name,
            "SellerName": "北京云杉科技有限公司",
            "SellerTaxCode": "911101080000000013",
            "Remark": "合同2026-7",
        },
        "RequestId": "r-9",
    }
    core.verification.work_off()
    assert core.lookup.by_name(name) == invoice
    (offer,) = core.verification.offers()
    assert {x.field: x.value for x in offer.fields} == {
        "seller.tax_id": "911101080000000013",
        "remark": "合同2026-7",
    }
    assert core.verification.supplement([offer.asked.id], ["remark"]) == 1
    after = core.lookup.by_name(name)
    assert (after.remark, after.seller.tax_id) == ("合同2026-7", None)
    assert core.verification.supplement([offer.asked.id]) == 1
    assert core.lookup.by_name(name).seller.tax_id == "911101080000000013"
    assert core.verification.offers() == ()
    with core._ledger.store.reading() as work:
        lines = [x for x in work.trail.lines(name) if x.action == "supplement"]
    assert len(lines) == 2
    assert '"source": "tencent"' in lines[0].details


def test_an_answer_that_contradicts_ours_waits_for_a_look(core: Core, service: Service) -> None:
    name = enter(core, 1).key.name
    set_up(core, service)
    service.answers[name] = {
        "Invoice": {"IsAbandoned": "N", "Number": name, "BuyerName": "上海青禾餐饮有限公司"},
        "RequestId": "r-9",
    }
    core.verification.work_off()
    (asked,) = core.verification.history(name)
    assert [x.field for x in asked.differs] == ["buyer.name"]
    (review,) = core.reviews.list()
    assert review.written == name
    core.reviews.take(review.id, ["buyer.name"], "as the service says")
    assert core.lookup.by_name(name).buyer.name == "上海青禾餐饮有限公司"


def test_what_was_voided_since_is_an_alarm_until_it_is_seen(
    core: Core, service: Service, clock: Clock
) -> None:
    name = enter(core, 1, issued_on=date(2026, 11, 20)).key.name
    set_up(core, service)
    core.verification.set_plan(Plan(again_days=30))
    core.verification.work_off()
    assert core.verification.alarms() == ()
    clock.at += timedelta(days=29)
    assert core.verification.look_again() == 0
    clock.at += timedelta(days=2)
    assert core.verification.look_again() == 1
    assert core.verification.waiting()[0].why is Why.AGAIN
    service.usual = {"Invoice": {"IsAbandoned": "HF"}, "RequestId": "r"}
    core.verification.work_off()
    (alarm,) = core.verification.alarms()
    assert (alarm.key, alarm.status) == (name, Status.RED_FULL)
    assert core.verification.figures().alarms == 1
    core.verification.mark_seen([alarm.id])
    assert core.verification.alarms() == ()
    (review,) = core.reviews.list()
    core.reviews.take(review.id, ["status"], "reversed")
    assert core.lookup.by_name(name).status is Status.RED_FULL


def test_only_what_is_in_order_and_may_still_change_is_looked_at_again(
    core: Core, service: Service, clock: Clock
) -> None:
    names = [enter(core, n, issued_on=date(2026, 11, 20)).key.name for n in range(4)]
    set_up(core, service)
    core.verification.set_plan(Plan(again_days=30))
    service.answers[names[1]] = error("FailedOperation.InvoiceMismatch")
    core.verification.work_off()
    core.corrections.correct(names[2], {"status": Status.VOIDED}, "a reason")
    core.verification.record(names[3], State.NOT_FOUND)
    clock.at += timedelta(days=31)
    assert core.verification.look_again() == 1
    assert [x.key for x in core.verification.waiting()] == [names[0]]


def test_what_a_person_saw_on_the_official_page_is_kept_with_its_picture(core: Core) -> None:
    name = enter(core, 1).key.name
    seen = datetime(2026, 11, 24, 9, 0, tzinfo=BEIJING)
    asked = core.verification.record(
        name, State.MATCH, status=Status.NORMAL, at=seen, note="n", screenshot=("a.png", b"png")
    )
    assert (asked.how, asked.at, asked.by, asked.note) == (How.SITE, seen, "tester", "n")
    assert asked.original is not None
    assert core.verification.waiting() == ()
    assert core.verification.verified([name])[name].state is State.MATCH
    with pytest.raises(NotEntered):
        core.verification.record("nothing", State.MATCH)


def test_the_history_is_found_by_words_days_and_answers(core: Core, service: Service) -> None:
    names = [enter(core, n).key.name for n in range(3)]
    set_up(core, service)
    service.answers[names[1]] = error("ResourceNotFound.NoInvoice")
    core.verification.work_off()
    history = core.verification.history
    assert [x.key for x in history()] == names[::-1]
    assert [x.key for x in history(states=[State.NOT_FOUND])] == [names[1]]
    assert [x.key for x in history(text="NoInvoice")] == [names[1]]
    assert [x.key for x in history(text=names[2][-6:])] == [names[2]]
    assert history(since=date(2026, 11, 25)) == ()
    assert len(history(until=date(2026, 11, 24))) == 3
    assert core.verification.history_count(text="100%") == 0
    assert "NoInvoice" in history(names[1])[0].raw


def test_a_chosen_hour_runs_once(core: Core, clock: Clock) -> None:
    assert not core.verification.due_run()
    core.verification.set_plan(Plan(hours=(9, 22)))
    assert core.verification.due_run()
    assert not core.verification.due_run()
    clock.at = clock.at.replace(hour=22)
    assert core.verification.due_run()
    assert core.verification.plan().hours == (9, 22)
    clock.at = clock.at.replace(hour=9)  # the clock was ahead
    assert core.verification.due_run()
    assert not core.verification.due_run()


def test_the_last_entry_can_be_taken_back_while_it_waits(core: Core, service: Service) -> None:
    enter(core, 1)
    assert core.entry.undo() is not None
    assert core.verification.waiting() == ()


def test_the_amounts_of_an_answer_must_be_ours(core: Core, service: Service) -> None:
    name = enter(core, 1).key.name
    set_up(core, service)
    service.answers[name] = {
        "Invoice": {"IsAbandoned": "N", "Number": name, "AmountWithTax": "1.00"},
        "RequestId": "r-9",
    }
    core.verification.work_off()
    assert "total" in {x.field for x in core.verification.history(name)[0].differs}
    assert core.lookup.by_name(name).total == draft(1).total != Decimal("1.00")


def test_a_record_of_the_tax_bureau_that_agrees_confirms_as_of_its_list(
    core: Core, service: Service, tmp_path: Path
) -> None:
    records = [replace(x, invoice=replace(x.invoice, status=Status.NORMAL)) for x in january(8)]
    file = tmp_path / NAME
    file.write_bytes(export(records))
    agrees, differs = [x.invoice for x in records if not x.invoice.code][:2]
    for each in (agrees, replace(differs, total=(differs.total or Decimal(0)) + 1)):
        core.entry.add(Draft(**{f: getattr(each, f) for f in FACE_FIELDS}), EntryMethod.MANUAL)
    core.imports.run([file], stated=Stated(made=date(2026, 2, 20)))
    assert core.verification.confirm_by_records() == 1
    (asked,) = core.verification.history()
    assert (asked.key, asked.how, asked.state) == (agrees.key.name, How.BUREAU, State.MATCH)
    assert asked.at.date() == date(2026, 2, 20)
    assert [x.key for x in core.verification.waiting()] == [differs.key.name]


def test_of_an_answer_about_another_invoice_nothing_is_taken(core: Core, service: Service) -> None:
    invoice = enter(core, 1, seller=Party("北京云杉科技有限公司"), remark=None)
    name = invoice.key.name
    set_up(core, service)
    service.answers[name] = {
        "Invoice": {
            "IsAbandoned": "Y",
            "Number": draft(2).number,
            "SellerName": "杭州松月贸易有限公司",
            "SellerTaxCode": "911101080000000013",
            "Remark": "另一张",
        },
        "RequestId": "r-9",
    }
    core.verification.work_off()
    (asked,) = core.verification.history(name)
    assert (asked.state, asked.status, asked.fills) == (State.UNINTERPRETED, None, ())
    assert (asked.differs, asked.alarm) == ((), False)
    assert "911101080000000013" in asked.raw
    assert core.verification.offers() == ()
    assert core.verification.supplement([asked.id]) == 0
    assert list(core.reviews.list()) == []
    assert core.lookup.by_name(name) == invoice
    assert core.verification.figures().confirmed == 0
    assert core.verification.waiting()[0].hold is Hold.MAYBE_CHARGED


@pytest.mark.parametrize("trouble", [503, error("InternalError")])
def test_repetitions_within_a_question_count_among_the_five_of_the_day(
    core: Core, service: Service, clock: Clock, trouble: Any
) -> None:
    name = enter(core, 1).key.name
    set_up(core, service)
    service.usual = trouble
    for _ in range(6):
        core.verification.work_off(anew=True)
        core.verification.ask_again([name])
        clock.at += timedelta(minutes=30)
    assert service.times()[name] == 5
    assert core.verification.history_count(name) == 5
    (waiting,) = core.verification.waiting()
    assert (waiting.hold, waiting.tries_today) == (Hold.LIMIT, 5)
    service.usual = MATCHES
    clock.at += timedelta(days=1)
    assert core.verification.work_off(anew=True).done == 1


def test_every_repetition_stands_in_the_history_in_its_order(core: Core, service: Service) -> None:
    name = enter(core, 1).key.name
    set_up(core, service)
    answers: list[Any] = [503, error("InternalError"), MATCHES]
    service.answers[name] = lambda _: answers.pop(0)
    worked = core.verification.work_off()
    assert [x.state for x in worked.answers] == [State.MATCH]
    found = core.verification.history(name)[::-1]
    assert [(x.state, x.code) for x in found] == [
        (State.UNAVAILABLE, "HTTP 503"),
        (State.UNAVAILABLE, "InternalError"),
        (State.MATCH, ""),
    ]
    assert found[0].charged is Charged.UNKNOWN
    assert core.verification.figures().asked_today == 3


def test_a_month_is_counted_by_service_with_what_it_cost(
    core: Core, service: Service, clock: Clock
) -> None:
    names = [enter(core, n).key.name for n in range(4)]
    set_up(core, service)
    service.answers[names[1]] = error("FailedOperation.UnOpenError")
    service.answers[names[2]] = None
    for name in names[:3]:
        core.verification.cancel()
        core.verification.queue([name])
        core.verification.work_off(anew=True)
    core.verification.record(names[3], State.MATCH)
    assert core.providers.spent() == (Spent("tencent", 1, 1, 1, None),)
    with core._ledger.store.writing() as work:
        for charged in (Charged.YES, Charged.YES, Charged.NO):
            number = work.verifications.ask(1, "baidu")
            told = Answer(provider="baidu", state=State.MATCH, charged=charged)
            work.verifications.answer(number, told)
        work.record("verify", None, Topic.VERIFICATION)
    found = {x.provider: x for x in core.providers.spent()}
    assert found["baidu"] == Spent("baidu", 2, 1, 0, Decimal("0.48"))
    assert found["baidu"].questions == 3
    clock.at = datetime(2026, 12, 1, tzinfo=BEIJING)
    assert core.providers.spent() == ()
    assert len(core.providers.spent(date(2026, 11, 30))) == 2


def test_a_clock_that_was_ahead_holds_nothing_for_long(
    core: Core, service: Service, clock: Clock
) -> None:
    names = [enter(core, n).key.name for n in range(2)]
    set_up(core, service)
    right, clock.at = clock.at, clock.at + timedelta(days=400)
    service.answers[names[0]] = error("FailedOperation.CountLimitError")
    service.answers[names[1]] = error("ResourceUnavailable.TaxNetworkError")
    core.verification.work_off()
    clock.at, service.answers = right, {}
    assert core.verification.prospect().free is None
    assert core.verification.figures().ready == 2
    assert core.verification.work_off().done == 2


def test_no_service_may_ask_for_a_rest_of_years(core: Core, service: Service, clock: Clock) -> None:
    enter(core, 1)
    set_up(core, service)

    def ask(invoice: Face, _: int, __: Wait) -> Answer:
        return Answer(
            provider="tencent", state=State.UNAVAILABLE, charged=Charged.NO, wait=99_999_999.0
        )

    one = ServiceOfOurs("tencent", ask, lambda _: None)
    WorkingOff(core._ledger.store, core.folder, core.now, clock.wait).run([one])
    assert core.verification.prospect().free == clock.at + timedelta(days=1)


def test_what_is_corrected_after_its_answer_waits_again(core: Core, service: Service) -> None:
    name = enter(core, 1).key.name
    set_up(core, service)
    core.verification.work_off()
    core.corrections.correct(name, {"remark": "1"}, "a reason")
    assert core.verification.waiting() == ()
    core.corrections.correct(name, {"total": draft(1).total, "net": Decimal("7.00")}, "a reason")
    assert core.verification.waiting() == ()
    core.corrections.correct(name, {"total": Decimal("8.00")}, "a reason")
    assert [(x.key, x.why) for x in core.verification.waiting()] == [(name, Why.AGAIN)]
    core.verification.work_off()
    assert service.times()[name] == 2


def test_what_is_corrected_while_it_is_asked_about_goes_on_waiting(
    core: Core, service: Service
) -> None:
    name = enter(core, 1).key.name
    set_up(core, service)

    def correcting(_: str) -> Any:
        core.corrections.correct(name, {"total": Decimal("8.00")}, "a reason")
        service.answers.clear()
        return MATCHES

    service.answers[name] = correcting
    core.verification.work_off(limit=1)
    assert [x.key for x in core.verification.waiting()] == [name]
    assert core.verification.work_off().done == 1


def test_what_somebody_changes_while_the_queue_is_worked_off_counts_at_once(
    core: Core, service: Service
) -> None:
    names = [enter(core, n).key.name for n in range(6)]
    set_up(core, service)

    def changing(_: str) -> Any:
        core.verification.pause([names[1]])
        core.verification.cancel([names[2]])
        core.corrections.correct(names[3], {"total": Decimal("8.00")}, "a reason")
        core.corrections.apply([names[4]], ThrowAway())
        return MATCHES

    service.answers[names[0]] = changing
    service.answers[names[3]] = {"Invoice": {"IsAbandoned": "N", "AmountWithTax": "8.00"}}
    worked = core.verification.work_off()
    assert service.asked == [names[0], names[3], names[5]]
    assert [x.differs for x in worked.answers] == [(), (), ()]


def test_what_lacked_a_value_goes_on_once_it_is_there(core: Core, service: Service) -> None:
    name = enter(core, 1, total=None).key.name
    set_up(core, service)
    core.verification.work_off()
    assert core.verification.waiting()[0].hold is Hold.MISSING
    core.corrections.correct(name, {"total": Decimal("8.00")}, "a reason")
    assert core.verification.waiting()[0].hold is None
    assert core.verification.work_off().done == 1


@pytest.mark.parametrize(
    ("answer", "state", "hold", "rests"),
    [
        (MATCHES, State.MATCH, None, False),
        (error("FailedOperation.InvoiceMismatch"), State.MISMATCH, None, False),
        (error("ResourceNotFound.NoInvoice"), State.NOT_FOUND, Hold.SAME_DAY, False),  # of today
        (
            *(error("ResourceNotFound.NotSupportCurrentInvoiceQuery"), State.TOO_EARLY),
            *(Hold.SAME_DAY, False),
        ),
        (error("FailedOperation.CountLimitError"), State.LIMITED, Hold.LIMIT, False),
        (error("InvalidParameterValue"), State.INPUT_ERROR, Hold.REFUSED, False),
        (error("ResourceUnavailable.InArrears"), State.ACCOUNT_ERROR, Hold.BACK_OFF, True),
        (error("AuthFailure.SignatureFailure"), State.CONFIG_ERROR, Hold.BACK_OFF, True),
        (error("RequestLimitExceeded"), State.UNAVAILABLE, Hold.BACK_OFF, True),
        (error("ResourceUnavailable.TaxNetworkError"), State.UNAVAILABLE, Hold.BACK_OFF, True),
        (error("FailedOperation.UnKnowError"), State.UNAVAILABLE, Hold.LIMIT, True),  # 3 + 2 tries
        (503, State.UNAVAILABLE, Hold.MAYBE_CHARGED, True),
        (None, State.UNKNOWN, Hold.MAYBE_CHARGED, True),
        (error("NobodyKnows"), State.UNINTERPRETED, Hold.MAYBE_CHARGED, False),
    ],
)
def test_every_class_of_answer_leaves_an_invoice_and_a_service_where_they_belong(
    core: Core, service: Service, clock: Clock, answer: Any, state: State, hold: Hold, rests: bool
) -> None:
    name = enter(core, 1, issued_on=clock.at.date()).key.name
    set_up(core, service)
    service.answers[name] = answer
    core.verification.work_off()
    assert core.verification.history(name)[0].state is state
    assert [x.hold for x in core.verification.waiting()] == ([hold] if hold else [])
    (choice,) = (x for x in core.providers.choices() if x.on)
    assert (choice.resting is not None) is rests


def test_thousands_are_worked_off_at_the_allowed_rate(
    core: Core, service: Service, clock: Clock
) -> None:
    chance, count = Random(12), 10_000 if os.environ.get("PIAOHE_LONG") else 400
    with core._ledger.store.writing() as work:
        ids = work.invoices.add(made := list(invoices(count)))
        work.waiting.add(ids, Why.REQUESTED)
        work.record("add", None, Topic.INVOICES)
    set_up(core, service)
    core.providers._asker._rates = Rates(clock.wait, clock.monotonic)
    rare = [
        *(None, 502, error("ResourceNotFound.NoInvoice"), error("FailedOperation.UnKnowError")),
        *(error("FailedOperation.CountLimitError"), error("RequestLimitExceeded")),
        error("ResourceUnavailable.TaxNetworkError"),
    ]
    stubborn = {x.key.name for x in made[:5]}
    days: Counter[tuple[date, str]] = Counter()
    seconds: Counter[datetime] = Counter()
    settled: Counter[str] = Counter()
    doubted: set[str] = set()

    def answering(number: str) -> Any:
        days[clock.at.date(), number] += 1
        seconds[clock.at.replace(microsecond=0)] += 1
        answer = MATCHES if chance.random() < 0.9 else chance.choice(rare)
        if number in stubborn and clock.at.date() == START.date():
            answer = error("FailedOperation.UnKnowError")
        if answer in (None, 502):
            doubted.add(number)
        settled[number] += answer in (MATCHES, rare[2])
        return answer

    service.usual = answering
    while any(x.hold is not Hold.MAYBE_CHARGED for x in core.verification.waiting(count)):
        core.verification.work_off(anew=True)
        clock.at += timedelta(minutes=40)
    waiting = {x.key for x in core.verification.waiting(count)}
    names = {x.key.name for x in made}
    assert waiting | {name for name in settled if settled[name]} == names  # none is lost
    assert waiting <= doubted
    assert max(days.values()) == 5
    assert max(settled.values()) == 1
    assert max(seconds.values()) <= 20


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_answered_none_is_lost_doubled_or_asked_a_sixth_time(
    core: Core, service: Service, clock: Clock, seed: int
) -> None:
    chance = Random(seed)
    names = [enter(core, n).key.name for n in range(12)]
    set_up(core, service)
    kinds = [
        *(MATCHES, error("ResourceNotFound.NoInvoice"), None, 502, 504, error("InternalError")),
        *(error("FailedOperation.UnKnowError"), error("FailedOperation.CountLimitError")),
        *(error("ResourceUnavailable.TaxNetworkError"), error("NobodyKnows"), 500),
    ]
    days: Counter[tuple[date, str]] = Counter()
    after_doubt: list[str] = []
    doubted: set[str] = set()
    settled: set[str] = set()

    def answering(number: str) -> Any:
        days[clock.at.date(), number] += 1
        after_doubt.extend({number} & (doubted | settled))
        answer = chance.choice(kinds)
        if answer is None or answer == error("NobodyKnows"):
            doubted.add(number)
        if answer in (MATCHES, error("ResourceNotFound.NoInvoice")):
            settled.add(number)
        return answer

    service.usual = answering
    for _ in range(30):
        core.verification.work_off(anew=True)
        clock.at += timedelta(minutes=chance.randrange(300))
    assert max(days.values()) <= 5
    assert after_doubt == []
    waiting = {x.key: x for x in core.verification.waiting()}
    assert set(waiting) | settled == set(names)
    assert not set(waiting) & settled
    assert {name for name in doubted if waiting[name].hold is not Hold.MAYBE_CHARGED} == set()


def test_a_service_that_is_not_there_turns_the_outage_on_and_its_return_off(
    core: Core, service: Service
) -> None:
    enter(core, 1)
    set_up(core, service)
    assert core.outages.look(core.providers) is None
    core.providers.set_settings("tencent", {"address": "http://127.0.0.1:9"}, 10)
    core.verification.work_off()
    outage = core.outages.look(core.providers)
    assert outage is not None
    assert outage.noticed
    assert core.outages.current() == outage
    entered = enter(core, 2).entered
    assert entered is not None
    assert entered.offline
    assert core.outages.look(core.providers) == outage
    set_up(core, service)
    ended = core.outages.look(core.providers)
    assert ended is not None
    assert ended.ended_at is not None
    assert core.outages.current() is None
    worked = core.verification.work_off(anew=True)
    assert (worked.done, worked.waiting) == (2, 0)  # what backed off meanwhile is asked too
