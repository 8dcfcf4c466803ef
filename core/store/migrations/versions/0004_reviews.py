"""What needs a look, where originals came from, and how far folders and mailboxes were seen."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("originals", sa.Column("electronic", sa.Boolean(), nullable=True))
    op.add_column("originals", sa.Column("message_id", sa.String(), nullable=True))
    op.create_table(
        "reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("original", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("invoice", sa.Integer(), nullable=True),
        sa.Column("draft", sa.String(), nullable=False),
        sa.Column("problems", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("settled_as", sa.String(), nullable=True),
        sa.Column("settled_by", sa.String(), nullable=True),
        sa.Column("settled_at", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("changes", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["invoice"], ["invoices.id"], name=op.f("fk_reviews_invoice")),
        sa.ForeignKeyConstraint(["original"], ["originals.id"], name=op.f("fk_reviews_original")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
        sa.UniqueConstraint("original", "place", name=op.f("uq_reviews_original_place")),
    )
    op.create_index(op.f("ix_reviews_invoice"), "reviews", ["invoice"], unique=False)
    op.create_index(op.f("ix_reviews_name"), "reviews", ["name"], unique=False)
    op.create_table(
        "seen_files",
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("changed", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("path", name=op.f("pk_seen_files")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "seen_mail",
        sa.Column("mailbox", sa.String(), nullable=False),
        sa.Column("validity", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("mailbox", name=op.f("pk_seen_mail")),
        sqlite_with_rowid=False,
    )
