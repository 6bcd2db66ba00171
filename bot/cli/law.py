"""law: the papers on personal data that the office can show, from the settings in force."""

from argparse import Namespace
from contextlib import closing
from pathlib import Path

from sqlmodel import Session

from bot.acts.addresses import kept_address
from bot.acts.keep_times import keep_time, own_times
from bot.app import Kit, utc_now
from bot.channels.markup import plain
from bot.cli.environment import StopError, chosen_office, migrated_store, settings, told
from bot.cli.terminal import out
from bot.desk import OfficeDay
from bot.papers.law import Kept, Told, law_annex, law_paper
from bot.rules.addresses import read_name
from bot.rules.privacy import HOLD, NOTICE
from bot.rules.retention import kinds
from bot.settings import OfficeSettings, Settings
from bot.talk import Reply
from storage.offices import Office

HOURS_HELD = int(HOLD.total_seconds() // 3600)


@told
def law(options: Namespace) -> int:
    """Write each paper into the folder; what is there already is not written over."""
    known = settings()
    with closing(migrated_store(known)) as store, store.transaction() as session:
        day = _day(session, known, chosen_office(session, options.office))
        papers = _papers(day, told_by(day, known))
    _write(options.folder, papers)
    for name in papers:
        out.print(f"  {options.folder / name}", markup=False)
    out.print("Chỗ ghi “Cơ quan cần kiểm tra” là điều phần mềm không biết chắc: xin xem lại trước khi ký.")
    return 0


def _papers(day: OfficeDay, told: Told) -> dict[str, bytes]:
    """File name -> .docx."""
    year, office = day.today.year, told.office
    about = "Xử lý dữ liệu cá nhân khi tiếp nhận phản ánh, kiến nghị"
    notice, record = _lines(day.say("law_notice", told=told)), _lines(day.say("law_record", told=told))
    times, breach = _lines(day.say("law_times", told=told)), _lines(day.say("law_breach", told=told))
    consent = _lines(day.say("law_consent", told=told))
    return {
        "1-thong-bao.docx": law_paper(office, year, "TB", about, notice),
        "2-ho-so-xu-ly.docx": law_paper(office, year, "", "Các hoạt động xử lý dữ liệu cá nhân", record),
        "3-thoi-han.docx": law_annex(office, year, "I", "Thời hạn lưu giữ dữ liệu cá nhân", times, told.kept),
        "4-khi-lo-du-lieu.docx": law_paper(office, year, "HD", "Xử lý khi lộ, mất dữ liệu cá nhân", breach),
        "5-xin-dong-y.docx": law_annex(office, year, "II", "Lời xin đồng ý xử lý dữ liệu cá nhân", consent),
    }


def _lines(said: Reply) -> list[tuple[str, bool]]:
    """Text, and whether it is a heading: those stand in bold."""
    return [(plain(line), line.startswith("<b>")) for line in said.text.splitlines() if line.strip()]


def _day(session: Session, known: Settings, office: Office) -> OfficeDay:
    return OfficeDay(session, utc_now(), office, Kit.packaged(known.secret, {}))


def _write(folder: Path, papers: dict[str, bytes]) -> None:
    taken = [name for name in papers if (folder / name).exists()]
    if taken:
        raise StopError(f"{folder / taken[0]}: đã có tệp này, không ghi đè.")
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in papers.items():
        (folder / name).write_bytes(data)


def told_by(day: OfficeDay, known: Settings) -> Told:
    office, own = day.office, own_times(day)
    parts = (kept_address(office, "address"), kept_address(office, "phone"), kept_address(office, "email"))
    upkeep = known.upkeep
    channels = channels_of((known.offices or {}).get(office.code, known.office))
    return Told(
        office=read_name(office.name),
        contact=", ".join(part for part in parts if part) or "………………………",
        channels=channels,
        goes_out=len(channels) > 1,
        kept=tuple(
            Kept(kind.title, str(keep_time(day, key)), kind.since, kind.basis, key in own)
            for key, kind in kinds().items()
        ),
        ask=plain(day.say("privacy_ask", kept=keep_time(day, "cases"), hours=HOURS_HELD, photos=0).text),
        notice=plain(day.say("privacy", kept=keep_time(day, "cases"), consent=None).text),
        hours_held=HOURS_HELD,
        version=NOTICE,
        has_own_key=bool(known.keys),
        backup_days=upkeep.backup_days if upkeep.backup_dir else None,
    )


def channels_of(known: OfficeSettings) -> tuple[str, ...]:
    named = {"Telegram": known.telegram, "Zalo (bot)": known.zalo_bot, "Zalo (tài khoản chính thức)": known.zalo_oa}
    return ("trang trò chuyện trên mạng của cơ quan", *(name for name, used in named.items() if used))
