"""What an office decided about names."""

from storage.offices import add_unit
from storage.store import Store
from storage.unit_names import UnitName, put_unit_name, unit_names_of
from tests.storage.rows import NOW, put_office


def decided(office: int, name: str, sense: str, unit_id: int | None = None) -> UnitName:
    return UnitName(office_id=office, name=name, sense=sense, unit_id=unit_id, decided_at=NOW)


def test_the_later_decision_about_a_name_counts(store: Store, office: int) -> None:
    with store.transaction() as session:
        unit = add_unit(session, office, "Phòng Kinh tế").id
        put_unit_name(session, decided(office, "ban tài chính", "group"))
        put_unit_name(session, decided(office, "ban tài chính", "unit", unit))
        put_unit_name(session, decided(office, "thôn 3", "clerk"))
    with store.transaction() as session:
        assert unit_names_of(session, office) == {"ban tài chính": ("unit", unit), "thôn 3": ("clerk", None)}


def test_another_office_decides_for_itself(store: Store, office: int) -> None:
    with store.transaction() as session:
        other = put_office(session, "HG")
        put_unit_name(session, decided(office, "ban tài chính", "group"))
        put_unit_name(session, decided(other, "ban tài chính", "clerk"))
        assert unit_names_of(session, other) == {"ban tài chính": ("clerk", None)}
