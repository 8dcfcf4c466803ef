"""Figures in the search index, what was changed in one step, saved filters."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    for table in ("search_postings", "search_amounts", "search_state"):
        op.execute(sa.delete(sa.table(table)))
    op.drop_table("search_documents")  # all is indexed anew, see InvoiceTable.label_anew
    op.create_table(
        "search_documents",
        sa.Column("doc", sa.Integer(), nullable=False),
        sa.Column("invoice", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("labels", sa.String(), nullable=False),
        sa.Column("amounts", sa.String(), nullable=False),
        sa.Column("figures", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("doc", name=op.f("pk_search_documents")),
        sa.UniqueConstraint("invoice", name=op.f("uq_search_documents_invoice")),
    )
    op.create_index(
        op.f("ix_search_documents_day_search_documents_invoice"),
        "search_documents",
        ["day", "invoice"],
    )
    op.create_table(
        "changes",
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("undone_at", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("first", name=op.f("pk_changes")),
    )
    op.create_index(op.f("ix_changes_batch"), "changes", ["batch"])
    op.create_table(
        "saved_filters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("query", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_filters")),
        sa.UniqueConstraint("name", name=op.f("uq_saved_filters_name")),
    )
    op.create_index(
        op.f("ix_invoices_deleted_at"),
        "invoices",
        ["deleted_at"],
        sqlite_where=sa.text("deleted_at IS NOT NULL"),
        postgresql_where=sa.text("deleted_at IS NOT NULL"),
    )
