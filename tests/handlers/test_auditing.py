"""What matters is written down by itself, whoever does it; the lead and the administrator read it."""

from datetime import timedelta

from bot.rules.audited import TITLES
from storage.audit import AuditEntry, audit_rows, first_wrong
from storage.watching import WATCHED
from tests.talks import LAMP, Town, answered, case_of, code_in


def acts(town: Town) -> list[AuditEntry]:
    with town.store.transaction() as session:
        assert first_wrong(session, town.office_id, town.store.keys.seal) is None
        return list(audit_rows(session, town.office_id))


def test_every_act_that_is_watched_has_its_title() -> None:
    named = {
        what for one in WATCHED.values() for what in (one.added, one.removed, one.changed, *one.fields.values()) if what
    }
    others = {"erased", "copied", "restored", "office_exported", "audit_exported", "key_rotated", "seal_broken"}
    others |= {"letter_sent_again", "letter_taken_as_arrived", "letter_dropped"}
    assert named | others == set(TITLES)


async def test_a_working_day_stands_in_the_log_without_a_word_of_the_citizens(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Ông Lãnh", "Quản Trị")
    code = code_in(await town.say("bà Sáu", LAMP))
    case = case_of(town, code)
    await answered(town)
    await town.say("Ông Lãnh", f"/lienhe {case.id}")
    await town.say("Ông Lãnh", "Hỏi bà Sáu trụ đèn số mấy")
    await town.say("Bà Thư", f"/congkhai {case.id}")
    await town.tap("Bà Thư", "Công khai như trên")
    await town.say("Bà Thư", "/luutru tệp 6 tháng")
    await town.tap("Bà Thư", "Rút ngắn")
    await town.say("Bà Thư", "/moi 5")
    await town.say("bà Sáu", "/taidulieu")
    await town.say("bà Sáu", "/xoadulieu")
    await town.tap("bà Sáu", "Xóa ngay")
    found = {(act.what, act.door, act.person_id is None) for act in acts(town)}
    wanted = "contact_seen answer_approved case_published settings_changed invited data_asked erased"
    assert {(what, "line", False) for what in wanted.split()} <= found
    text = " ".join(act.detail + act.about for act in acts(town))
    assert "Sáu" not in text
    assert "Đèn đường" not in text
    assert '"6 tháng"' in text


async def test_what_the_bot_does_by_itself_is_nobodys_doing(town: Town) -> None:
    town.seat("Bà Thư")
    code_in(await town.say("bà Sáu", LAMP))
    town.now += timedelta(days=2000)
    await town.app.tidy()
    assert all(act.person_id is None for act in acts(town) if act.what == "erased")


async def test_lead_and_administrator_read_who_did_what(town: Town) -> None:
    town.seat("Bà Thư", "Ông Lãnh", "Quản Trị")
    assert "34 · 09:00 thứ Sáu, 20/11/2026 · Đôn Đốc" in await town.say("Ông Lãnh", "/nhatky")
    await town.say("Bà Thư", "/luutru tệp 6 tháng")
    await town.tap("Bà Thư", "Rút ngắn")
    for who in ("Ông Lãnh", "Quản Trị"):
        assert "Bà Thư: đổi thiết lập của cơ quan" in await town.say(who, "/nhatky")
