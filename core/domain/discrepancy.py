"""What does not agree between our ledger and the tax bureau's records, and why: the values.

`reconcile.match` finds them, `causes.explain` gives the causes with evidence and one action. The
codes are a contract with the command line; their sentences stand in `words/causes.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from core.domain.company import Company
from core.domain.invoice import Invoice, InvoiceKind, Party
from core.domain.record import Coverage, Record, UnreadRow


class DiscrepancyType(StrEnum):
    """On which side something stands; both ends of a pair are one, MISSING_IN_EXPORT."""

    DIFFERS = "differs"
    MISSING_IN_EXPORT = "missing_in_export"
    MISSING_IN_LEDGER = "missing_in_ledger"


class CauseCode(StrEnum):
    """Why it does not agree, in the order in which causes are told."""

    # both hold it
    STATUS_RED = "status_red"
    STATUS_VOIDED = "status_voided"
    PARTY_DIFFERS = "party_differs"
    AMOUNT_IS_NET_NOT_TOTAL = "amount_is_net_not_total"
    AMOUNT_IS_TOTAL_NOT_NET = "amount_is_total_not_net"
    AMOUNT_MISTYPED = "amount_mistyped"
    DATE_MISTYPED = "date_mistyped"
    # theirs only, and pairs of two names
    RED_LETTER_OF_OURS = "red_letter_of_ours"
    TWO_KEYS_ONE_INVOICE = "two_keys_one_invoice"
    NOT_RECEIVED = "not_received"
    NOT_RECORDED = "not_recorded"
    # ours only
    NUMBER_MISTYPED = "number_mistyped"
    NOT_IN_EXPORT_BY_NATURE = "not_in_export_by_nature"
    FORMER_NAME_OR_ID = "former_name_or_id"
    BUYER_ID_WRONG_ON_INVOICE = "buyer_id_wrong_on_invoice"
    ISSUED_TO_PERSON = "issued_to_person"
    OTHER_TAXPAYER = "other_taxpayer"
    VERIFICATION_FAILED = "verification_failed"
    ENTERED_OFFLINE = "entered_offline"
    TOO_RECENT = "too_recent"
    FILTERED_EXPORT = "filtered_export"
    OUTSIDE_PERIOD = "outside_period"
    UNKNOWN = "unknown"


class EvidenceCode(StrEnum):
    """One thing that a bookkeeper can check; the values that it has stand beside it.

    `ours` and `theirs` are the figures of the two sides, `field` a path in the invoice JSON,
    amounts have two decimals, days are ISO, kinds and states are the codes of the contract.
    """

    # status, parties, date
    STATUS_DIFFERS = "status_differs"  # ours, theirs
    NAME_DIFFERS = "name_differs"  # field, ours, theirs
    ID_DIFFERS = "id_differs"  # field, ours, theirs
    ID_NEARLY_SAME = "id_nearly_same"  # field, ours, theirs, how
    SAME_ID = "same_id"  # field, tax_id: the names differ under one tax id
    DATE_DIFFERS = "date_differs"  # ours, theirs, days
    DAY_AND_MONTH_SWAPPED = "day_and_month_swapped"  # ours, theirs
    DATE_DIGIT = "date_digit"  # ours, theirs: one figure of the date differs
    # amounts
    TOTAL_IS_THEIR_NET = "total_is_their_net"  # ours, theirs (net), total (theirs)
    NET_IS_THEIR_TOTAL = "net_is_their_total"  # ours, theirs (total), net (theirs)
    CODE_HOLDS_NET = "code_holds_net"  # kind: scanned, and the code of this kind holds the net
    AMOUNT_TRANSPOSED = "amount_transposed"  # field, ours, theirs
    AMOUNT_DIGIT_MISSING = "amount_digit_missing"  # field, ours, theirs
    AMOUNT_DIGIT_EXTRA = "amount_digit_extra"  # field, ours, theirs
    AMOUNT_DIGIT_WRONG = "amount_digit_wrong"  # field, ours, theirs
    AMOUNT_POINT_SHIFTED = "amount_point_shifted"  # field, ours, theirs
    AMOUNT_SIGN = "amount_sign"  # field, ours, theirs
    AMOUNT_SPLIT = "amount_split"  # total, our_net, our_tax, their_net, their_tax
    AMOUNT_UNRECOGNISED = "amount_unrecognised"  # field, ours, theirs
    AMOUNT_FOLLOWS = "amount_follows"  # field, ours, theirs: differs with the one told above
    SUM_IS_WRONG = "sum_is_wrong"  # net, tax, total: ours, which do not add up
    # numbers
    NUMBER_NEAR = "number_near"  # ours, theirs, how: a Slip
    NEAR_OUR_OWN = "near_our_own"  # ours, twin: another of ours, which they have; how: a Slip or ""
    EQUALLY_NEAR = "equally_near"  # ours, keys: several of theirs are as near, none is taken
    SAME_AMOUNT = "same_amount"  # field, amount
    SAME_DATE = "same_date"  # date
    SAME_PARTY = "same_party"  # party
    TWO_NAMES = "two_names"  # ours, theirs, kind: paper printed with two numbers
    TWO_NAMES_SEVERAL = "two_names_several"  # ours, keys
    # whose it is
    BUYER_NAME_IS_OURS = "buyer_name_is_ours"  # name
    BUYER_ID_IS_NOT = "buyer_id_is_not"  # found, expected
    BUYER_ID_NEARLY = "buyer_id_nearly"  # found, expected, how: a Slip
    BUYER_ID_ABSENT = "buyer_id_absent"  # expected
    BUYER_IS_PERSON = "buyer_is_person"  # name
    BUYER_WITHOUT_ID = "buyer_without_id"  # name
    FORMER_NAME = "former_name"  # found, now
    FORMER_ID = "former_id"  # found, now
    NOT_A_PARTY = "not_a_party"  # seller, buyer, company, company_id: of what is known
    # what is known of it
    KIND_NEVER_EXPORTED = "kind_never_exported"  # kind
    VERIFICATION_NOT_FOUND = "verification_not_found"  # at, provider
    VERIFICATION_MISMATCH = "verification_mismatch"  # at, provider
    OFFLINE_AND_UNVERIFIED = "offline_and_unverified"  # at: when it was entered
    # what is known of the export
    MADE_TOO_SOON = "made_too_soon"  # issued_on, made, file, days
    ROW_UNREAD_IS_THIS = "row_unread_is_this"  # file, row, sheet ("" for CSV)
    ROWS_UNREAD = "rows_unread"  # file, rows: how many could not be read
    ROUND_ROWS = "round_rows"  # file, rows
    KIND_MISSING = "kind_missing"  # file, kind, others: how many others have it
    SOURCE_MISSING = "source_missing"  # file, source, others
    COUNTERPART_MISSING = "counterpart_missing"  # file, party, others
    NOT_COVERED = "not_covered"  # issued_on, since, until
    # theirs only
    REVERSES_OURS = "reverses_ours"  # blue (key), issued_on, ours (amount), theirs (amount)
    ISSUED_TO_US = "issued_to_us"  # party, amount, issued_on
    ISSUED_BY_US = "issued_by_us"  # party, amount, issued_on
    THEIR_STATUS = "their_status"  # status
    # nothing fits
    NOT_IN_FILES = "not_in_files"  # issued_on, files: that cover its day and do not hold it
    UNEXPLAINED = "unexplained"  # field, ours, theirs


class ActionCode(StrEnum):
    """What to do about it."""

    CORRECT = "correct"  # fields
    LINK = "link"  # to, or keys to choose from
    ACCEPT = "accept"  # key
    ASK_SELLER = "ask_seller"  # party, what: reissue | not_ours | new_name | send | explain
    ASK_BUYER = "ask_buyer"  # party, what
    ASK_BUREAU = "ask_bureau"  # what: export_again | export | former_id | explain
    WAIT = "wait"  # until
    VERIFY = "verify"  # twin: the invoice of ours that it may be once more, if any
    RED_LETTER = "red_letter"
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One code with the values that fill its sentence."""

    code: EvidenceCode
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Action:
    """What to do, with what it needs."""

    code: ActionCode
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cause:
    """Why it does not agree; `score` 0…1 is how likely, never more than the one before it."""

    cause: CauseCode
    score: float
    evidence: tuple[Evidence, ...]
    action: Action


class Verdict(StrEnum):
    """What a verification said, as far as it bears on a discrepancy."""

    MATCHES = "matches"  # 一致, also where it was voided or reversed since
    MISMATCH = "mismatch"  # 不一致
    NOT_FOUND = "not_found"  # 查无此票


@dataclass(frozen=True, slots=True)
class Answer:
    """The newest conclusive answer of a verification about one invoice."""

    verdict: Verdict
    at: datetime
    provider: str


@dataclass(frozen=True, slots=True)
class ExportFacts:
    """What one export is known to hold of one direction: what tells a cut or filtered one.

    `rows` counts the invoices in the file, of both directions. `kinds` and `sources` (发票来源
    as written) are all that occur in this direction; `counterparts` are those of the sellers of
    purchases and the buyers of sales, as `text.comparable` gives their tax id, or their name
    where there is no id. `unread` counts the rows that could not be read, `unread_rows` are the
    first of them: what is missing may be one of them.
    """

    file: str
    coverage: Coverage
    rows: int
    kinds: frozenset[InvoiceKind] = frozenset()
    sources: frozenset[str] = frozenset()
    counterparts: frozenset[str] = frozenset()
    unread: int = 0
    unread_rows: tuple[UnreadRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What holds for all discrepancies of one run.

    `former` are earlier names and ids of the company, each with what is known. `exports` holds
    one entry for each direction that an export covers; `asked` is the period that was asked
    for. `days_digital` and `days_old` are how long invoices take to arrive (too_recent): one
    day is the day of `made` and the day before.
    """

    company: Company
    former: tuple[Party, ...] = ()
    exports: tuple[ExportFacts, ...] = ()
    asked: tuple[date, date] | None = None
    days_digital: int = 1
    days_old: int = 3


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """What does not agree, with everything known of it.

    `ours` and `theirs` are the two ends, of which one may be absent; both stand where they
    differ and where they are a pair. `fields` are the paths that differ, as `match` gives them.
    `rivals` are the keys of several counterparts that are equally near, so that none was taken.
    `blue` is our invoice that a red one of theirs reverses. `answer` concerns `ours`. `twin` is
    another of ours, which they have, and which `ours` may be once more with its number mistyped.
    """

    type: DiscrepancyType
    ours: Invoice | None = None
    theirs: Record | None = None
    fields: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    blue: Invoice | None = None
    answer: Answer | None = None
    twin: Invoice | None = None
