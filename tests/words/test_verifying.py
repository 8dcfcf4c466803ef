"""The verification queue has words for whatever it can say."""

from dataclasses import replace
from decimal import Decimal

from core.domain.answer import Charged, Failure, State
from core.domain.history import Asked, How
from core.domain.waiting import Hold, Why
from core.errors import CredentialMissing
from core.services.providers import Spent
from core.services.working_off import Stopped
from core.verify.connection import Step, StepKind, Who
from tests.ledgers import NOW
from words.verification_report import history_report
from words.verifying import spent, step_line, stopped, verifying_word


def test_every_reason_hold_and_way_has_its_words() -> None:
    for member in (*Why, *Hold, *How):
        assert verifying_word(member)


def test_every_step_says_what_is_wrong_and_who_can_mend_it() -> None:
    for kind in StepKind:
        for who in Who:
            facts = {"host": "a.example", "proxy": "p:1", "seconds": "900"}
            lines = {step_line(Step(kind, ok, who, facts)) for ok in (True, False, None)}
            assert len(lines) == 3
            assert not any("{" in line for line in lines)


def test_a_service_that_is_left_alone_is_named_with_its_reason() -> None:
    down = Stopped("tencent", State.UNAVAILABLE, Failure.NAME, "")
    missing = CredentialMissing(provider="tencent", field="SecretId")
    for why in (down, replace(down, failure=None), replace(down, error=missing)):
        assert "腾讯云" in stopped(why)
        assert "{" not in stopped(why)


def test_a_month_is_told_with_its_cost_or_that_it_is_unknown() -> None:
    priced = Spent("baidu", 132, 0, 0, Decimal("31.68"))
    assert spent(priced) == "Questions this month: 132 · 31.68 yuan by the list price"
    unpriced = spent(Spent("tencent", 3, 1, 2, None))
    assert "3 charged, cost unknown" in unpriced
    assert "2 more may have been charged" in unpriced
    assert spent(None) == "Not asked this month."


def test_the_history_goes_into_a_sheet_with_every_answer_as_it_came() -> None:
    asked = Asked(
        *(1, "26112000000000000001", How.PROVIDER, "tencent", "t", NOW, NOW, State.MATCH, None),
        *(Charged.YES, "", "", "r-1", '{"Response": {}}'),
    )
    open_ = replace(asked, state=None, answered_at=None)
    (sheet,) = history_report([asked, open_])
    assert [len(row) for row in sheet.rows] == [len(sheet.titles)] * 2
    assert sheet.rows[0][-1] == '{"Response": {}}'
