"""Other names of units as people wrote them, with accents; of those that are there only the bare spelling is known."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0036"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("unitalias") as batch_op:
        batch_op.add_column(sa.Column("written", sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=""))
    with op.batch_alter_table("unitalias") as batch_op:
        batch_op.alter_column("written", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("unitalias") as batch_op:
        batch_op.drop_column("written")
