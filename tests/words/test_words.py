"""Whatever can go wrong, be odd or be chosen has its words, in both languages."""

import ast
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QApplication

import core.errors
import core.secrets
from core.domain.answer import Charged, Failure, State
from core.domain.company import Taxpayer
from core.domain.invoice import FACE_FIELDS, Direction, EntryMethod, InvoiceKind, Source, Status
from core.domain.problem import Problem, ProblemCode
from core.domain.qr import Foreign
from core.errors import AppError, InvalidInvoice
from core.services.checks import Finding, FindingCode, Severity
from core.services.undoing import Remaining, Stays
from core.verify.provider import Sent
from words import errors, figures, language, problems, vocabulary
from words.findings import finding
from words.translate import counted, filled, joined, tr
from words.undoing import why_it_stays
from words.verification import verification_word

TS = language.FOLDER / "zh_CN.ts"


def all_errors(of: type[AppError] = AppError) -> Iterator[type[AppError]]:
    for child in of.__subclasses__():
        yield child
        yield from all_errors(child)


def made(kind: type[AppError]) -> AppError:
    if kind is InvalidInvoice:
        return InvalidInvoice((Problem(ProblemCode.DATE_MISSING, field="issued_on"),))
    return kind()


@pytest.fixture(params=[language.ENGLISH, language.CHINESE])
def spoken(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    yield language.install(request.param)
    language.install(language.ENGLISH)


def test_every_error_says_what_happened_what_of_the_data_and_what_now(spoken: str) -> None:
    for kind in all_errors():
        if not kind.__module__.startswith("core"):
            continue
        assert kind.code in errors.known(), kind
        words = errors.said(made(kind))
        assert words.what
        assert words.data
        assert words.now
        assert "{" not in words.what + words.data + words.now


def test_no_error_has_words_without_being_there() -> None:
    assert errors.known() <= {kind.code for kind in all_errors()}


def test_every_problem_has_a_sentence(spoken: str) -> None:
    for code in ProblemCode:
        sentence = problems.problem(Problem(code))
        assert sentence.endswith((".", "。"))
        assert "{" not in sentence


@pytest.mark.parametrize("group", [InvoiceKind, Direction, Status, EntryMethod, Taxpayer, Source])
def test_every_member_has_its_word_and_no_two_have_the_same(group: type[Enum], spoken: str) -> None:
    words = [vocabulary.word(member) for member in group]
    assert all(words)
    assert len(set(words)) == len(words)


def test_every_kind_has_a_short_word_of_its_own(spoken: str) -> None:
    short = vocabulary.kinds_in_short()
    assert len(set(short.values())) == len(InvoiceKind)


def test_every_field_of_an_invoice_has_a_name(spoken: str) -> None:
    without = {"kind_name", "entered"}  # said by other words
    for name in set(FACE_FIELDS) - without:
        assert vocabulary.field(name) != name
    assert vocabulary.field("lines.3.net") == vocabulary.field("lines.net") != "lines.net"
    assert vocabulary.field("something.else") == "something.else"


def test_every_finding_has_a_sentence(spoken: str) -> None:
    for code in FindingCode:
        assert "{" not in finding(Finding(code, Severity.BROKEN))


def test_an_unknown_error_still_gets_a_calm_sentence() -> None:
    class Unheard(AppError):
        """Known to nobody; made by this test."""

    assert "unharmed" in errors.said(Unheard()).data


def test_facts_stand_in_the_sentence_and_causes_in_words(spoken: str) -> None:
    error = core.errors.FileUnreadable(file="a.xlsx", reason="missing")
    said = errors.said(error).what
    assert "a.xlsx" in said
    assert "missing" not in said
    unheard = core.errors.FileUnreadable(file="a.xlsx", reason="moon")
    assert "moon" in errors.said(unheard).what


def test_what_a_code_holds_instead_of_an_invoice_is_said_in_words(spoken: str) -> None:
    for what in Foreign:
        said = problems.problem(Problem(ProblemCode.NOT_AN_INVOICE, {"what": what}))
        assert problems.reason(what) in said
        assert problems.reason(what) != what


def test_a_problem_names_its_field_by_its_word(qapp: QApplication) -> None:
    language.install(language.CHINESE)
    problem = Problem(
        ProblemCode.CONTRADICTS, {"field": "total", "ours": "526.00", "theirs": "562.00"}
    )
    said = problems.problem(problem)
    language.install(language.ENGLISH)
    assert "价税合计" in said
    assert "526.00" in said


def test_the_translation_is_complete_and_has_one_empty_context() -> None:
    contexts = list(ET.parse(TS).getroot().iter("context"))
    assert [context.findtext("name") or "" for context in contexts] == [""]
    for message in contexts[0].iter("message"):
        translation = message.find("translation")
        assert translation is not None
        assert translation.get("type") is None, message.findtext("source")
        assert translation.text, message.findtext("source")


def test_a_translation_fills_the_same_places_as_its_source() -> None:
    def places(text: str) -> set[str]:
        return {part.split("}")[0] for part in text.split("{")[1:]}

    for message in ET.parse(TS).getroot().iter("message"):
        source, chinese = message.findtext("source"), message.findtext("translation")
        assert source is not None
        assert chinese is not None
        assert places(source) == places(chinese), source


def test_chinese_is_said_where_it_is_asked_for_and_english_again_after(
    qapp: QApplication,
) -> None:
    assert language.install(language.CHINESE) == "zh_CN"
    assert tr("Total") == "价税合计"
    assert language.install(language.ENGLISH) == "en"
    assert tr("Total") == "Total"


def test_asking_again_and_again_leaves_one_set_of_translations(qapp: QApplication) -> None:
    for _ in range(5):
        language.install(language.CHINESE)
    QCoreApplication.sendPostedEvents(None, 52)  # deferred deletions
    assert len(qapp.findChildren(QTranslator)) <= 2
    language.install(language.ENGLISH)


def test_an_unknown_language_follows_the_system(qapp: QApplication) -> None:
    assert language.install("xx") in (language.CHINESE, language.ENGLISH)
    language.install(language.ENGLISH)


def test_filling_never_fails_for_want_of_a_value() -> None:
    assert filled("{a} and {b}", {"a": 1}) == "1 and …"
    assert filled("{a}", {"a": "{b}"}) == "{b}"


def test_sentences_join_as_their_language_joins_them() -> None:
    assert joined("One.", "", "Two.") == "One. Two."
    assert joined("一。", "二。") == "一。二。"


def test_numbers_of_things_are_said_in_the_right_number() -> None:
    assert counted(1, "1 invoice", "{n} invoices") == "1 invoice"
    assert counted(1284, "1 invoice", "{n} invoices") == "1,284 invoices"


def test_figures_are_written_the_same_everywhere() -> None:
    assert figures.money(Decimal("-1234.5")) == "−1,234.50"
    assert figures.money(None) == "—"
    assert figures.day(date(2026, 10, 28)) == "2026-10-28"
    assert figures.day(None) == "—"
    assert figures.moment(datetime(2026, 10, 28, 14, 32, tzinfo=UTC)) == "2026-10-28 14:32"
    assert figures.text(None) == "—"


def test_the_translation_stands_beside_the_sources() -> None:
    assert Path(__file__).resolve().parents[2] / "resources" / "i18n" / "zh_CN.ts" == TS


@pytest.mark.parametrize("group", [State, Charged, Failure, Sent])
def test_what_verification_came_to_has_words_of_its_own(group: type[Enum], spoken: str) -> None:
    words = [verification_word(member) for member in group]
    assert all(words)
    assert len(set(words)) == len(words)


def test_every_reason_why_something_stays_has_a_sentence(spoken: str) -> None:
    for why in Stays:
        assert "{" not in why_it_stays(Remaining(why, by="t", at="2026-11-24T09:30:00+08:00"))
        assert why_it_stays(Remaining(why)).endswith((".", "。"))


def test_no_text_is_hidden_from_the_translator_in_a_formatted_string() -> None:
    root = Path(__file__).resolve().parents[2]
    hidden = [
        f"{file.relative_to(root)}:{call.lineno}"
        for part in ("gui", "words", "cli")
        for file in (root / part).rglob("*.py")
        for found in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(found, ast.JoinedStr)
        for call in ast.walk(found)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "tr"
    ]
    assert hidden == []
