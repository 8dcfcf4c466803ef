"""Records of the tax bureau, what lists cover, decisions about discrepancies."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "bureau_imports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("list", sa.String(), nullable=False),
        sa.Column("made", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("unread", sa.Integer(), nullable=False),
        sa.Column("unread_rows", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bureau_imports")),
    )
    op.create_index(op.f("ix_bureau_imports_sha256"), "bureau_imports", ["sha256"], unique=False)
    op.create_table(
        "company_history",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("tax_id", sa.String(), nullable=False),
        sa.Column("since", sa.String(), nullable=True),
        sa.Column("until", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_company_history")),
    )
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("pair", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("until", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("facts", sa.String(), nullable=False),
        sa.Column("changes", sa.String(), nullable=True),
        sa.Column("undone_at", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
    )
    op.create_index(op.f("ix_decisions_batch"), "decisions", ["batch"], unique=False)
    op.create_index(op.f("ix_decisions_name"), "decisions", ["name"], unique=False)
    op.create_table(
        "coverages",
        sa.Column("by_import", sa.Integer(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("since", sa.String(), nullable=False),
        sa.Column("until", sa.String(), nullable=False),
        sa.Column("partial", sa.Boolean(), nullable=False),
        sa.Column("contents", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_import"], ["bureau_imports.id"], name=op.f("fk_coverages_by_import")
        ),
        sa.PrimaryKeyConstraint("by_import", "direction", name=op.f("pk_coverages")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "records",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("kind_name", sa.String(), nullable=True),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("paper_number", sa.String(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("net", sa.BigInteger(), nullable=True),
        sa.Column("tax", sa.BigInteger(), nullable=True),
        sa.Column("total", sa.BigInteger(), nullable=True),
        sa.Column("seller", sa.Integer(), nullable=False),
        sa.Column("buyer", sa.Integer(), nullable=False),
        sa.Column("direction", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=True),
        sa.Column("red_of", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("risk", sa.String(), nullable=True),
        sa.Column("drawer", sa.String(), nullable=True),
        sa.Column("remark", sa.String(), nullable=True),
        sa.Column("selected", sa.Boolean(), nullable=True),
        sa.Column("deductible", sa.BigInteger(), nullable=True),
        sa.Column("selected_at", sa.String(), nullable=True),
        sa.Column("period", sa.String(), nullable=True),
        sa.Column("lines", sa.String(), nullable=True),
        sa.Column("stated_by", sa.Integer(), nullable=False),
        sa.Column("older", sa.String(), nullable=True),
        sa.Column("gone", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["buyer"], ["parties.id"], name=op.f("fk_records_buyer")),
        sa.ForeignKeyConstraint(["gone"], ["bureau_imports.id"], name=op.f("fk_records_gone")),
        sa.ForeignKeyConstraint(["seller"], ["parties.id"], name=op.f("fk_records_seller")),
        sa.ForeignKeyConstraint(
            ["stated_by"], ["bureau_imports.id"], name=op.f("fk_records_stated_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_records")),
    )
    op.create_index(
        op.f("ix_records_stated_by_records_issued_on"),
        "records",
        ["stated_by", "issued_on"],
        unique=False,
        sqlite_where=sa.text("gone IS NULL"),
    )
    op.create_table(
        "record_history",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("by_import", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("changes", sa.String(), nullable=False),
        sa.Column("seen_at", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_import"], ["bureau_imports.id"], name=op.f("fk_record_history_by_import")
        ),
        sa.ForeignKeyConstraint(["record"], ["records.id"], name=op.f("fk_record_history_record")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_history")),
    )
    op.create_index(op.f("ix_record_history_record"), "record_history", ["record"], unique=False)
    op.create_table(
        "record_names",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["record"], ["records.id"], name=op.f("fk_record_names_record")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_record_names")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_record_names_record"), "record_names", ["record"], unique=False)
