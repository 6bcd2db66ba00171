"""The letters that went to one address are found by all that names it.

SQLite took now this index, now the one of a whole channel, as both named two of the three: in whichever order they had
been made.
"""

from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

_NAME = "ix_letter_sent_to"


def upgrade() -> None:
    op.drop_index(_NAME, "letter")
    op.create_index(_NAME, "letter", ["office_id", "sent_channel", "sent_address", "sent_at"])


def downgrade() -> None:
    op.drop_index(_NAME, "letter")
    op.create_index(_NAME, "letter", ["sent_channel", "sent_address", "sent_at"])
