"""Forms of the office's own, which take the place of the packaged ones."""

from datetime import datetime

from sqlmodel import Field, Session, col, select

from storage.columns import UtcDateTime
from storage.rows import Row


class OwnForm(Row, table=True):
    """A checked .docx with fields such as {{mã hồ sơ}}. The newest with `used_at` counts; none: it waits for a yes."""

    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    kind: str  # "apology"
    name: str
    digest: str = Field(index=True)
    sent_by: int | None = Field(default=None, foreign_key="person.id")
    sent_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


def own_form(session: Session, office_id: int, kind: str) -> OwnForm | None:
    """The one in use."""
    found = select(OwnForm).where(OwnForm.office_id == office_id, OwnForm.kind == kind)
    return session.exec(found.where(col(OwnForm.used_at).is_not(None)).order_by(col(OwnForm.used_at).desc())).first()


def form_with_id(session: Session, office_id: int, number: int) -> OwnForm | None:
    row = session.get(OwnForm, number)
    return row if row and row.office_id == office_id else None


def drop_forms(session: Session, office_id: int, kind: str, but: int | None = None) -> list[str]:
    """Their digests; one may stay."""
    rows = session.exec(select(OwnForm).where(OwnForm.office_id == office_id, OwnForm.kind == kind)).all()
    gone = [row for row in rows if row.id != but]
    for row in gone:
        session.delete(row)
    session.flush()
    return [row.digest for row in gone]
