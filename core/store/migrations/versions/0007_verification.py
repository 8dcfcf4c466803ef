"""What waits for its verification, what was asked and answered, who is asked, and outages."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0005"


def upgrade() -> None:
    for name in (
        *("how", "by", "answered_at", "code", "message", "request_id", "raw"),
        *("face", "fills", "differs"),
    ):
        op.add_column("verifications", sa.Column(name, sa.String(), nullable=True))
    op.add_column("verifications", sa.Column("original", sa.Integer(), nullable=True))
    op.add_column("verifications", sa.Column("note", sa.String(), nullable=True))
    op.add_column("verifications", sa.Column("milliseconds", sa.Integer(), nullable=True))
    op.add_column("verifications", sa.Column("counted", sa.Boolean(), nullable=True))
    op.add_column("verifications", sa.Column("alarm", sa.Boolean(), nullable=True))
    op.add_column("verifications", sa.Column("seen_at", sa.String(), nullable=True))
    op.create_index(
        op.f("ix_verifications_state_verifications_id"),
        "verifications",
        ["state", "id"],
        unique=False,
    )
    op.create_table(
        "outages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("since", sa.String(), nullable=False),
        sa.Column("until", sa.String(), nullable=True),
        sa.Column("ended_at", sa.String(), nullable=True),
        sa.Column("planned", sa.Boolean(), nullable=False),
        sa.Column("noticed", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("effect", sa.String(), nullable=False),
        sa.Column("measures", sa.String(), nullable=False),
        sa.Column("conclusion", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("backup", sa.String(), nullable=True),
        sa.Column("backup_failed", sa.String(), nullable=True),
        sa.Column("withdrawn_at", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outages")),
    )
    op.create_table(
        "waiting",
        sa.Column("invoice", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("since", sa.String(), nullable=False),
        sa.Column("hold", sa.String(), nullable=True),
        sa.Column("until", sa.String(), nullable=True),
        sa.Column("outage", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["invoice"], ["invoices.id"], name=op.f("fk_waiting_invoice")),
        sa.ForeignKeyConstraint(["outage"], ["outages.id"], name=op.f("fk_waiting_outage")),
        sa.PrimaryKeyConstraint("invoice", name=op.f("pk_waiting")),
    )
    op.create_index(op.f("ix_waiting_position"), "waiting", ["position"], unique=False)
    op.create_table(
        "askers",
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("on", sa.Boolean(), nullable=False),
        sa.Column("settings", sa.String(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("agreed_at", sa.String(), nullable=True),
        sa.Column("rest_until", sa.String(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("provider", name=op.f("pk_askers")),
    )
    op.create_table(
        "verification_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("last_run", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verification_plan")),
    )
