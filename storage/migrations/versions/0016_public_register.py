"""What of a case the public reads stands in columns of its own, and why another is kept from it."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

Text = sqlmodel.sql.sqltypes.AutoString
_WORDS = ("public_words", "withheld")
_PLACE = ("public_latitude", "public_longitude")


def upgrade() -> None:
    with op.batch_alter_table("feedback", schema=None) as batch_op:
        for name in _WORDS:
            batch_op.add_column(sa.Column(name, Text(), nullable=False, server_default=""))
        for name in _PLACE:
            batch_op.add_column(sa.Column(name, sa.Float(), nullable=True))
    with op.batch_alter_table("feedback", schema=None) as batch_op:
        for name in _WORDS:
            batch_op.alter_column(name, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("feedback", schema=None) as batch_op:
        for name in (*_WORDS, *_PLACE):
            batch_op.drop_column(name)
