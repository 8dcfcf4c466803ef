"""The text of pages -> drafts: labels, values and item lines by where they stand.

Shared by the readers of PDF and OFD. Nothing hangs on the order in which a file draws its text,
nor on the wording of one issuer.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final

from core.domain.invoice import NOBODY, ZERO, Draft, Line, Party, Source, Status
from core.domain.problem import Problem, ProblemCode
from core.domain.tax import Unreadable, in_words, money, plain
from core.files.crosscheck import words_disagree
from core.files.format import Refused
from core.files.page_fields import (
    loose_number,
    numbers,
    parties,
    people,
    remark,
    remark_end,
    total,
)
from core.files.page_glyphs import (
    Glyph,
    Page,
    Row,
    Rule,
    chars_of,
    cleared,
    em_of,
    rows_of,
    stretched,
)
from core.files.page_labels import Sheet, labels_of
from core.files.page_lines import lines_of, without_pointer
from core.files.page_table import sums_of, table_of
from core.files.page_tickets import air_amounts, labelled_amounts
from core.files.page_title import instead_of_an_invoice, is_fiscal, kind_of, title_of
from core.files.page_walls import walls_of

__all__ = ["Glyph", "Page", "Rule", "drafts_of", "sheets_of"]


def drafts_of(pages: Sequence[Page]) -> list[Draft]:
    """Read the invoices on the pages of one file, each field with Source.TEXT.

    Gives at least one draft; raises Refused where no invoice can be read: NOT_AN_INVOICE
    (what), UNREADABLE (reason: no_text, layout), TOO_LARGE.
    """
    sheets: list[tuple[Sheet, Sequence[Rule]]] = []
    refusals: list[Refused] = []
    for page in pages:
        try:
            sheets += sheets_of(page)
        except Refused as refused:  # the others may be good
            refusals.append(refused)
    if not sheets:
        raise refusals[0] if refusals else Refused(ProblemCode.UNREADABLE, reason="no_text")
    found: list[_Found] = []
    for sheet, rules in sheets:
        read = _read(sheet, rules, found[-1].title if found else None)
        if found and read.continues(found[-1]):
            found[-1].extend(read)
        else:
            found.append(read)
    drafts = [each.draft() for each in found if each.title and each.values.get("number")]
    if not drafts:
        raise Refused(ProblemCode.NOT_AN_INVOICE, what=_what(found, sheets))
    return drafts


def _what(found: "list[_Found]", sheets: Sequence[tuple[Sheet, Sequence[Rule]]]) -> str:
    what = instead_of_an_invoice([row for sheet, _ in sheets for row in sheet.rows])
    if any(each.title for each in found) and what in ("text", "business_paper"):
        return "empty_form"
    return what


def sheets_of(page: Page) -> Iterator[tuple[Sheet, Sequence[Rule]]]:
    """Part a page into its invoices: each has a label 发票号码 of its own.

    Raises Refused for a page that cannot be read by place.
    """
    chars, turn = chars_of(page)
    if not chars:
        return
    rules, em = page.rules if turn == "right" else (), em_of(chars)
    walls = walls_of(chars, em)
    rows, step = cleared(rows_of([char for char in chars if not char.taken]))
    if stretched(chars, step):
        em = em_of(chars)
        rows = rows_of([char for char in chars if not char.taken])
    width = max(char.x1 for char in chars) + 1
    edges = [float("-inf"), *_cuts(rows, em), float("inf")]
    for top, bottom in pairwise(edges):
        part = [row for row in rows if top <= row.y < bottom]
        near = [wall for wall in walls if top <= wall.top < bottom]
        if part:
            sheet = Sheet(part, near, labels_of(part, em), em, width, turn)
            _keep_remark_labels(sheet)
            yield sheet, rules


_NUMBER_LABEL: Final = re.compile(r"(?<![原电字冲])(?:发票|票据)号码").search


def _cuts(rows: Sequence[Row], em: float) -> Iterator[float]:
    """Where one invoice ends and the next begins: the widest gap above its number."""
    labelled = [row for row in rows if _NUMBER_LABEL(row.key)]
    for last, row in pairwise(labelled):
        if row.y - last.y > 16 * em:
            above = [each for each in rows if row.y - 13 * em < each.y <= row.y]
            above = [max((r for r in rows if r.y < above[0].y), key=_middle), *above]
            yield max((b.y - b.h / 2 - a.y - a.h / 2, b.y - b.h / 2) for a, b in pairwise(above))[1]


def _middle(row: Row) -> float:
    return row.y


def _keep_remark_labels(sheet: Sheet) -> None:
    """Give labels that stand inside the remark (收款人：… in a note) back to its text."""
    for wall in sheet.walls:
        if wall.box == "remark":
            end = remark_end(sheet, wall)
            inside = [
                label
                for label in sheet.labels
                if label.x0 > wall.x1 - sheet.em
                and wall.top - 2 * sheet.em < label.y < end
                and label.name not in ("words", "figures")
            ]
            for label in inside:
                for char in label.row.chars:
                    if label.x0 <= char.x <= label.x1:
                        char.taken = False
            sheet.labels = [label for label in sheet.labels if label not in inside]


@dataclass(slots=True)
class _Found:
    """What one sheet says, and what the sheets that continue it add."""

    title: str | None
    values: dict[str, Any]
    words: str | None = None
    lines: list[Line] = field(default_factory=list)
    toll: bool = False

    def continues(self, before: "_Found") -> bool:
        """Say whether this sheet goes on with the invoice before: its number or none."""
        number = self.values.get("number")
        return number is None or number == before.values.get("number")

    def extend(self, more: "_Found") -> None:
        """Append lines, let later sums replace earlier ones, fill what is empty."""
        self.lines += more.lines
        self.words = more.words or self.words
        self.toll = self.toll or more.toll
        self.title = self.title or more.title
        for name, value in more.values.items():
            if name in ("net", "tax", "total"):
                self.values[name] = value
            elif name in ("seller", "buyer"):
                self.values[name] = _filled(self.values.get(name, NOBODY), value)
            else:
                self.values.setdefault(name, value)

    def draft(self) -> Draft:
        """Make the draft of what was found."""
        values = {name: value for name, value in self.values.items() if value is not None}
        values["lines"] = without_pointer(self.lines)
        if not values["lines"]:
            del values["lines"]
        if self.title:
            kind = kind_of(self.title, values.get("code"), values.get("number"), toll=self.toll)
            values |= {"kind": kind} if kind else {"kind_name": self.title}
        if "total" not in values and self.words:
            values["total"] = in_words(self.words)
        amount = values.get("total", values.get("net", Decimal(0)))
        if amount < 0:
            values["status"] = Status.RED
            blue = _blue(values.get("remark") or "")
            values |= {"red_of": blue} if blue else {}
        sources = dict.fromkeys(values, Source.TEXT)
        draft = Draft(**values, sources=sources)
        found = (words_disagree(draft.total, self.words, Source.TEXT), _unread_lines(draft))
        return replace(draft, problems=tuple(problem for problem in found if problem))


def _unread_lines(draft: Draft) -> Problem | None:
    """Name lines without an amount that a sum lacks; whole lines are added up elsewhere."""
    nets = [line.net for line in draft.lines]
    known = sum((net for net in nets if net is not None), ZERO)
    if draft.net is None or None not in nets or known == draft.net:
        return None
    values = {"expected": plain(known), "found": plain(draft.net)}
    return Problem(ProblemCode.LINES_DIFFER, values, "net")


def _filled(ours: Party, theirs: Party) -> Party:
    return Party(
        ours.name or theirs.name,
        ours.tax_id or theirs.tax_id,
        ours.address_phone or theirs.address_phone,
        ours.bank_account or theirs.bank_account,
    )


_BLUE: Final = re.compile(
    r"(?:被红冲)?蓝字(?:数电|全电|电子)?(?:发票|票)?号码:(\d{20})"
    r"|对应正数发票代码:(\d{10,12})(?:发票)?号码:(\d{8})"
)


def _blue(text: str) -> str | None:
    match = _BLUE.search(re.sub(r"\s", "", text).replace("：", ":"))
    return "".join(filter(None, match.groups())) if match else None


def _read(sheet: Sheet, rules: Sequence[Rule], title: str | None) -> _Found:
    own = title_of(sheet.rows, sheet.em)
    fiscal = is_fiscal(own or title or "")
    found = _Found(own, numbers(sheet))
    if own and "number" not in found.values:
        number = loose_number(sheet)
        found.values |= {"number": number} if number else {}
    table = table_of(sheet, fiscal=fiscal)
    amount, found.words = total(sheet)
    found.values |= {"total": amount} if amount is not None else {}
    found.values |= parties(sheet)
    if table:
        found.toll = _has_plates(sheet)
        sums = {name: _money(text) for name, text in sums_of(sheet, table).items()}
        found.values |= {name: value for name, value in sums.items() if value is not None}
        if fiscal:
            found.values.pop("net", None)
    found.values |= people(sheet)
    if table:
        found.lines = lines_of(sheet, table, rules)
        note = remark(sheet, table.bottom)
        found.values |= {"remark": note} if note else {}
    else:
        found.values |= air_amounts(sheet) or labelled_amounts(sheet)
    return found


def _has_plates(sheet: Sheet) -> bool:
    return any("车牌号" in row.key and "通行日期" in row.key for row in sheet.rows)


def _money(text: str) -> Decimal | None:
    try:
        return money(text)
    except Unreadable:
        return None
