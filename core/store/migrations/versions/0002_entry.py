"""What entering needs: the order of the entries, what was typed, and when a party was last seen."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("invoice", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["invoice"], ["invoices.id"], name=op.f("fk_entries_invoice")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entries")),
        sa.UniqueConstraint("invoice", name=op.f("uq_entries_invoice")),
    )
    op.create_table(
        "typed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_typed")),
    )
    op.add_column("parties", sa.Column("last", sa.Integer()))
    _fill_entries()
    _fill_last()


def _fill_entries() -> None:
    # The trail knows what an import brought, also where its workbook says that it was scanned.
    op.execute(
        "INSERT INTO entries (invoice) "
        "SELECT DISTINCT names.invoice FROM audit JOIN names ON names.name = audit.name "
        "WHERE audit.action = 'add' AND audit.details <> '{\"how\": \"workbook\"}' "
        "ORDER BY names.invoice"
    )


def _fill_last() -> None:
    op.execute(
        "UPDATE parties SET last = newest.invoice FROM "
        "(SELECT party, max(id) AS invoice FROM "
        "(SELECT seller AS party, id FROM invoices UNION ALL SELECT buyer, id FROM invoices) "
        "GROUP BY party) AS newest WHERE newest.party = parties.id"
    )
