"""The schema as it is; `migrations/` holds how it came to be.

Amounts are integer fen, quantities and unit prices text with all their decimals, days ISO
dates, moments ISO text in Beijing time. An absent text is NULL, but "" in `parties`, where
NULLs would make two equal parties distinct.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

company = Table(
    "company",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("tax_id", String, nullable=False),
    Column("taxpayer", String, nullable=False),
    Column("since", String, nullable=False),
)

parties = Table(
    "parties",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("tax_id", String, nullable=False),
    Column("address_phone", String, nullable=False),
    Column("bank_account", String, nullable=False),
    Column("last", Integer),  # the newest invoice that names it; no foreign key, for it may go
    UniqueConstraint("name", "tax_id", "address_phone", "bank_account"),
    Index(None, "tax_id"),
)

invoices = Table(
    "invoices",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String),
    Column("kind_name", String),
    Column("code", String),
    Column("number", String, nullable=False),
    Column("paper_number", String),
    Column("issued_on", Date, nullable=False),
    Column("net", BigInteger),
    Column("tax", BigInteger),
    Column("other_charges", BigInteger, nullable=False),
    Column("total", BigInteger),
    Column("check_code", String),
    Column("seller", Integer, ForeignKey("parties.id"), nullable=False),
    Column("buyer", Integer, ForeignKey("parties.id"), nullable=False),
    Column("remark", String),
    Column("drawer", String),
    Column("payee", String),
    Column("reviewer", String),
    Column("direction", String),
    Column("status", String, nullable=False),
    Column("red_of", String),
    Column("entered_how", String, nullable=False),
    Column("entered_by", String, nullable=False),
    Column("entered_at", String, nullable=False),
    Column("offline", Boolean, nullable=False),
    Column("late", Boolean, nullable=False),
    Column("category", String),
    Column("deleted_at", String),  # in the recycle bin since
    Index(None, "issued_on", "total"),
    Index(None, "red_of"),
)

Index(
    "ix_invoices_deleted_at",  # of what lies in the recycle bin, and nothing else
    invoices.c.deleted_at,
    sqlite_where=invoices.c.deleted_at.is_not(None),
    postgresql_where=invoices.c.deleted_at.is_not(None),
)

names = Table(
    "names",  # the one or two names of a key
    metadata,
    Column("name", String, primary_key=True),
    Column("invoice", Integer, ForeignKey("invoices.id"), nullable=False, index=True),
    sqlite_with_rowid=False,
)

entries = Table(
    "entries",  # what was entered one by one, in its order; what an import brought is not here
    metadata,
    Column("id", Integer, primary_key=True),
    Column("invoice", Integer, ForeignKey("invoices.id"), nullable=False, unique=True),
)

typed = Table(
    "typed",  # what stands in the form and is not entered yet; no fact of the ledger
    metadata,
    Column("id", Integer, primary_key=True),
    Column("text", String, nullable=False),
)

lines = Table(
    "lines",
    metadata,
    Column("invoice", Integer, ForeignKey("invoices.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("name", String),
    Column("spec", String),
    Column("unit", String),
    Column("quantity", String),
    Column("unit_price", String),
    Column("net", BigInteger),
    Column("rate", String),
    Column("tax", BigInteger),
    Column("tax_code", String),
    sqlite_with_rowid=False,
)

tags = Table(
    "tags",
    metadata,
    Column("invoice", Integer, ForeignKey("invoices.id"), primary_key=True),
    Column("tag", String, primary_key=True),
    sqlite_with_rowid=False,
)

originals = Table(
    "originals",  # 原件: kept byte for byte
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", String, nullable=False, unique=True),
    Column("format", String),
    Column("file_name", String, nullable=False),
    Column("arrived_at", String, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
    Column("electronic", Boolean),  # no print or scan; NULL: not said
    Column("message_id", String),  # of the mail that it came with
)

invoice_originals = Table(
    "invoice_originals",  # one file may hold several invoices, one invoice have several files
    metadata,
    Column("invoice", Integer, ForeignKey("invoices.id"), primary_key=True),
    Column("original", Integer, ForeignKey("originals.id"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

verifications = Table(
    "verifications",  # 查验结果: every answer, the newest counts
    metadata,
    Column("id", Integer, primary_key=True),
    Column("invoice", Integer, ForeignKey("invoices.id"), nullable=False, index=True),
    Column("state", String, nullable=False),
    Column("status", String),
    Column("provider", String, nullable=False),
    Column("charged", Boolean),  # NULL: not said
    Column("at", String, nullable=False),  # when it was asked
    Column("how", String),
    Column("by", String),
    Column("answered_at", String),
    Column("code", String),  # the provider's own, as is the message
    Column("message", String),
    Column("request_id", String),
    Column("raw", String),
    Column("face", String),  # JSON: what the answer holds of the invoice
    Column("fills", String),  # JSON: the fields of it that ours lacked
    Column("differs", String),  # JSON: where the two contradict each other
    Column("original", Integer),  # a screenshot, which is linked with the invoice as well
    Column("note", String),
    Column("milliseconds", Integer),
    Column("counted", Boolean),  # among the five of its day; NULL: yes
    Column("alarm", Boolean),
    Column("seen_at", String),
    Index(None, "state", "id"),
)

waiting = Table(
    "waiting",  # which invoices wait for their verification, in their order
    metadata,
    Column("invoice", Integer, ForeignKey("invoices.id"), primary_key=True, autoincrement=False),
    Column("position", Integer, nullable=False, index=True),
    Column("why", String, nullable=False),
    Column("since", String, nullable=False),
    Column("hold", String),
    Column("until", String),
    Column("outage", Integer, ForeignKey("outages.id")),
)

askers = Table(
    "askers",  # the verification services that were chosen, in the order of choice
    metadata,
    Column("provider", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("on", Boolean, nullable=False),
    Column("settings", String, nullable=False),  # JSON
    Column("seconds", Integer, nullable=False),  # how long an answer is waited for
    Column("agreed_at", String),  # what is sent to whom, at what price, was read
    Column("rest_until", String),
    Column("failures", Integer, nullable=False),  # in succession
    Column("last", String),  # JSON: why it rests
)

verification_plan = Table(
    "verification_plan",  # when the queue is worked off by itself, and what is put into it
    metadata,
    Column("id", Integer, primary_key=True),
    Column("text", String, nullable=False),  # JSON
    Column("last_run", String),
)

outages = Table(
    "outages",  # times in which the tax bureau's system, or the way to it, was down
    metadata,
    Column("id", Integer, primary_key=True),
    Column("since", String, nullable=False),
    Column("until", String),  # as announced
    Column("ended_at", String),
    Column("planned", Boolean, nullable=False),
    Column("noticed", Boolean, nullable=False),  # by the program, which ends it as well
    Column("source", String, nullable=False),
    Column("cause", String, nullable=False),
    Column("effect", String, nullable=False),
    Column("measures", String, nullable=False),
    Column("conclusion", String, nullable=False),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    Column("backup", String),
    Column("backup_failed", String),  # the code of the error
    Column("withdrawn_at", String),
)

company_history = Table(
    "company_history",  # 曾用名, 曾用税号: what the company was called before
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("tax_id", String, nullable=False),
    Column("since", String),
    Column("until", String),
)

bureau_imports = Table(
    "bureau_imports",  # files of the tax bureau that were brought in
    metadata,
    Column("id", Integer, primary_key=True),
    Column("file_name", String, nullable=False),
    Column("sha256", String, nullable=False, index=True),
    Column("list", String, nullable=False),
    Column("made", String, nullable=False),  # the moment of which the list tells
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("unread", Integer, nullable=False),  # rows of which no record could be made
    Column("unread_rows", String, nullable=False),  # JSON: what could be read of the first ones
)

coverages = Table(
    "coverages",  # the days of which an import holds every invoice of a direction
    metadata,
    Column("by_import", Integer, ForeignKey("bureau_imports.id"), primary_key=True),
    Column("direction", String, primary_key=True),
    Column("since", String, nullable=False),
    Column("until", String, nullable=False),
    Column("partial", Boolean, nullable=False),
    Column("contents", String, nullable=False),  # JSON: kinds, sources, counterparts (parties)
    sqlite_with_rowid=False,
)

records = Table(
    "records",  # one row for each invoice of theirs: what the newest list says of it
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String),
    Column("kind_name", String),
    Column("code", String),
    Column("number", String, nullable=False),
    Column("paper_number", String),
    Column("issued_on", Date, nullable=False),
    Column("net", BigInteger),
    Column("tax", BigInteger),
    Column("total", BigInteger),
    Column("seller", Integer, ForeignKey("parties.id"), nullable=False),
    Column("buyer", Integer, ForeignKey("parties.id"), nullable=False),
    Column("direction", String),
    Column("status", String),
    Column("red_of", String),
    Column("source", String),
    Column("risk", String),
    Column("drawer", String),
    Column("remark", String),
    Column("selected", Boolean),
    Column("deductible", BigInteger),
    Column("selected_at", String),
    Column("period", String),
    Column("lines", String),  # JSON
    Column("stated_by", Integer, ForeignKey("bureau_imports.id"), nullable=False),
    Column("older", String),  # JSON: fields that stated_by does not hold, and who stated them
    Column("gone", Integer, ForeignKey("bureau_imports.id")),  # a newer list lacks it
    Index(None, "stated_by", "issued_on", sqlite_where=text("gone IS NULL")),
)

record_names = Table(
    "record_names",  # the one or two names of a record's key
    metadata,
    Column("name", String, primary_key=True),
    Column("record", Integer, ForeignKey("records.id"), nullable=False, index=True),
    sqlite_with_rowid=False,
)

record_history = Table(
    "record_history",  # what a newer list changed, lacked, or brought back
    metadata,
    Column("id", Integer, primary_key=True),
    Column("record", Integer, ForeignKey("records.id"), nullable=False, index=True),
    Column("by_import", Integer, ForeignKey("bureau_imports.id"), nullable=False),
    Column("what", String, nullable=False),
    Column("changes", String, nullable=False),  # JSON: field -> [before, after]
    Column("seen_at", String),
)

decisions = Table(
    "decisions",  # what was decided about a discrepancy, and on which facts
    metadata,
    Column("id", Integer, primary_key=True),
    Column("batch", Integer, nullable=False, index=True),  # decided together
    Column("name", String, nullable=False, index=True),  # of the discrepancy's key
    Column("pair", String),
    Column("kind", String, nullable=False),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    Column("until", String),
    Column("note", String),
    Column("facts", String, nullable=False),  # JSON
    Column("changes", String),  # JSON: what undoing puts back
    Column("undone_at", String),
)

reviews = Table(
    "reviews",  # what needs a look: an account of an invoice in a file, until it is settled
    metadata,
    Column("id", Integer, primary_key=True),
    Column("original", Integer, ForeignKey("originals.id"), nullable=False),
    Column("place", Integer, nullable=False),  # among the invoices of the file, from 0
    Column("file", String, nullable=False),  # as it was named when it arrived
    Column("name", String, index=True),  # of the key, where there is one
    Column("invoice", Integer, ForeignKey("invoices.id"), index=True),  # where it was written
    Column("draft", String, nullable=False),  # JSON
    Column("problems", String, nullable=False),  # JSON
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    Column("settled_as", String),
    Column("settled_by", String),
    Column("settled_at", String),
    Column("reason", String),
    Column("changes", String),  # JSON: what reopening puts back
    UniqueConstraint("original", "place"),
)

seen_files = Table(
    "seen_files",  # of the watched folder, brought in before; no fact of the ledger
    metadata,
    Column("path", String, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("changed", BigInteger, nullable=False),  # nanoseconds, as the file system has it
    sqlite_with_rowid=False,
)

seen_mail = Table(
    "seen_mail",  # how far a mailbox was looked through; no fact of the ledger
    metadata,
    Column("mailbox", String, primary_key=True),
    Column("validity", BigInteger, nullable=False),
    Column("uid", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

changes = Table(
    "changes",  # what was changed in one step, as spans of the audit trail, to take it back
    metadata,
    Column("first", Integer, primary_key=True),  # audit lines, both inclusive
    Column("last", Integer, nullable=False),
    Column("batch", Integer, nullable=False, index=True),
    Column("action", String, nullable=False),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    Column("undone_at", String),
)

saved_filters = Table(
    "saved_filters",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False, unique=True),
    Column("query", String, nullable=False),  # JSON
)

audit = Table(
    "audit",  # each line holds the hash of the one before
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("at", String, nullable=False),
    Column("by", String, nullable=False),
    Column("action", String, nullable=False),
    Column("name", String, index=True),  # of the invoice's key
    Column("details", String, nullable=False),  # JSON
    Column("hash", String, nullable=False),
)

audit_head = Table(
    "audit_head",  # how far the trail reaches: a cut tail is noticed
    metadata,
    Column("id", Integer, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("hash", String, nullable=False),
)

backups = Table(
    "backups",  # those that were made and proven; the files are the user's
    metadata,
    Column("id", Integer, primary_key=True),
    Column("file", String, nullable=False, unique=True),
    Column("made_at", String, nullable=False),
    Column("key_id", String, nullable=False),
    Column("bytes", BigInteger, nullable=False),
    Column("invoices", Integer, nullable=False),
    Column("originals", Integer, nullable=False),
    Column("audit_seq", Integer, nullable=False),
)

retired_keys = Table(
    "retired_keys",  # kept in the keyring while a known backup needs them
    metadata,
    Column("key_id", String, primary_key=True),
    Column("retired_at", String, nullable=False),
)

search_documents = Table(
    "search_documents",  # what an invoice is found by; a new number with every change
    metadata,
    Column("doc", Integer, primary_key=True),
    Column("invoice", Integer, nullable=False, unique=True),
    Column("day", Integer, nullable=False),  # 20261103
    Column("text", String, nullable=False),
    Column("labels", String, nullable=False),
    Column("amounts", String, nullable=False),  # fen
    Column("figures", LargeBinary, nullable=False),  # see store/figures.py
    Index(None, "day", "invoice"),
)

search_postings = Table(
    "search_postings",  # the documents of a gram or label, by segments of 65,536 documents
    metadata,
    Column("segment", Integer, primary_key=True),
    Column("gram", String, primary_key=True),
    Column("bitmap", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

search_amounts = Table(
    "search_amounts",  # amounts with their documents, by segments and magnitude
    metadata,
    Column("segment", Integer, primary_key=True),
    Column("magnitude", Integer, primary_key=True),
    Column("entries", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

search_state = Table(
    "search_state",  # documents up to this number are in the postings
    metadata,
    Column("id", Integer, primary_key=True),
    Column("folded", Integer, nullable=False),
)
