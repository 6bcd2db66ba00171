"""The one table of commands, and which handler an update goes to."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.desk import Desk
from bot.handlers import (
    calendar,
    casework,
    dates,
    duties,
    events,
    extension,
    giving,
    groups,
    handover,
    intake,
    joining,
    ladders,
    leave,
    overview,
    periods,
    plan_rows,
    planning,
    progress,
    reasons,
    review,
    signing,
    slots,
    snoozing,
    subscribing,
    tracking,
    weekly,
    welcome,
)
from bot.rules.access import EVERYONE, OVERSEERS, STAFF
from bot.rules.giving import is_order
from bot.rules.numbers import read_number
from bot.rules.states import Role
from bot.rules.vietnamese import plain
from bot.talk import MenuEntry, Reply
from storage.drafts import Draft, waiting_draft
from storage.letters import last_choices
from storage.people import mark_gone

Handler = Callable[[Desk, str], Reply]


@dataclass(frozen=True)
class Command:
    """`word` without slash · who may · `help` (none: only behind choices) · `says`: the same in plain words."""

    word: str
    handler: Handler
    roles: frozenset[Role]
    help: str = ""
    says: tuple[str, ...] = ()
    group: bool = False


CITIZEN = frozenset({Role.CITIZEN})
KEEPERS = frozenset({Role.CLERK, Role.ADMIN})
DECIDERS = frozenset({Role.UNIT_HEAD, Role.LEAD})
LINKERS = KEEPERS | DECIDERS


def show_help(desk: Desk, _words: str) -> Reply:
    shown = [command for command in COMMANDS if command.help and command.roles & desk.rights.roles]
    return desk.say("help", commands=shown, is_staff=desk.rights.is_staff)


COMMANDS = (
    Command("start", welcome.start, EVERYONE, group=True),
    Command(
        "viec",
        duties.list_duties,
        STAFF,
        "Việc của tôi, gần hạn nhất trước",
        ("viec cua toi", "viec", "cong viec"),
    ),
    Command(
        "tinhhinh",
        overview.status,
        STAFF,
        "Tình hình nhiệm vụ và phản ánh",
        ("tinh hinh", "tong hop", "bao cao"),
    ),
    Command("trehan", overview.late_now, STAFF, "Việc trễ hạn", ("tre han", "viec tre", "viec tre han")),
    Command("pakn", casework.list_cases, STAFF, "Phản ánh đang chờ xử lý", ("phan anh", "pakn")),
    Command("cuatoi", tracking.my_cases, EVERYONE, "Phản ánh tôi đã gửi", ("phan anh cua toi",)),
    Command("tracuu", tracking.track, EVERYONE, "Tra cứu phản ánh bằng mã", ("tra cuu",)),
    Command(
        "tiepdan",
        welcome.reception,
        EVERYONE,
        "Địa chỉ, giờ tiếp dân",
        ("gio lam viec", "tiep dan", "dia chi"),
    ),
    Command("kehoach", planning.list_plans, KEEPERS, "Kế hoạch: xem, sửa từng dòng", ("ke hoach",)),
    Command("ra_soat", review.next_doubt, KEEPERS, "Xem lại các thời hạn chưa rõ", ("ra soat",)),
    Command("nghi", leave.go_away, STAFF, "Báo nghỉ, nhờ người thay"),
    Command("giao", giving.give, DECIDERS, "Giao việc bằng một câu"),
    Command("bangiao", handover.hand_over, STAFF, "Danh sách bàn giao"),
    Command("lich_ca_nhan", subscribing.subscribe, STAFF, "Địa chỉ lịch riêng cho điện thoại"),
    Command("gio", slots.set_slot, STAFF, "Giờ nhận lời nhắc buổi sáng"),
    Command("moi", joining.invite, KEEPERS, "Mời cán bộ liên kết tài khoản", ("moi can bo",)),
    Command("lienket", joining.link_account, EVERYONE, "Liên kết tài khoản cán bộ bằng mã mời", ("lien ket",)),
    Command("huy", welcome.cancel, EVERYONE, "Dừng việc đang hỏi dở", ("huy", "thoi", "dung lai")),
    Command("trogiup", show_help, EVERYONE, "Các lệnh", ("tro giup", "help", "menu"), group=True),
    Command("help", show_help, EVERYONE, group=True),
    Command(
        "sukien",
        events.list_events,
        STAFF,
        "Báo sự kiện mà kế hoạch đang chờ để tính hạn",
        ("su kien", "bao su kien"),
    ),
    Command("dathan", dates.dates, STAFF, "Việc còn thiếu ngày, đặt hạn", ("dat han", "viec thieu ngay")),
    Command(
        "lich",
        calendar.calendar,
        KEEPERS,
        "Ngày nghỉ, ngày làm bù riêng của cơ quan",
        ("lich co quan", "lich nghi"),
    ),
    Command(
        "thangnhac",
        ladders.ladders,
        KEEPERS,
        "Thang nhắc việc: nhắc khi nào, báo ai",
        ("thang nhac", "thang nhac viec"),
    ),
    Command("nhom", groups.groups, LINKERS, "Liên kết nhóm chat của đơn vị", group=True),
    Command("quy", periods.quarter, KEEPERS, "Cách tính kỳ báo cáo: quý, tháng, năm", ("ky bao cao",)),
    Command("vi_sao", reasons.why, EVERYONE),
    Command("v", duties.show_duty, STAFF),
    Command("xong", progress.done, STAFF),
    Command("dang", progress.doing, STAFF),
    Command("chuaxong", progress.undo, STAFF),
    Command("ghichu", progress.note, STAFF),
    Command("giahan", extension.ask_more_time, STAFF),
    Command("duyet", extension.decide, DECIDERS),
    Command("tensukien", events.ask_name, STAFF),
    Command("bosukien", events.take_back, STAFF),
    Command("nghiemthu", signing.judge, DECIDERS),
    Command("thugiao", giving.take_back, DECIDERS),
    Command("suagiao", giving.ask_change, DECIDERS),
    Command("nhaclai", snoozing.snooze, STAFF),
    Command("tuan", weekly.answer_week, STAFF),
    Command("luukh", periods.then_ask(planning.confirm), KEEPERS),
    Command("bokh", planning.drop, KEEPERS),
    Command("khackh", planning.set_apart, KEEPERS),
    Command("xemlaikh", planning.show_preview, KEEPERS),
    Command("bangkh", planning.make_link, KEEPERS),
    Command("xemkh", plan_rows.next_question, KEEPERS),
    Command("tendv", plan_rows.decide_name, KEEPERS),
    Command("dong", plan_rows.show_row, KEEPERS),
    Command("suadong", plan_rows.ask_field, KEEPERS),
    Command("dungdong", plan_rows.accept, KEEPERS),
    Command("theocha", plan_rows.like_parent, KEEPERS),
    Command("khonghandong", plan_rows.without_date, KEEPERS),
    Command("bodong", plan_rows.drop_row, KEEPERS),
    Command("laydong", plan_rows.restore_row, KEEPERS),
    Command("dunghan", periods.then_fit(review.accept), KEEPERS),
    Command("suahan", review.ask_deadline, KEEPERS),
    Command("khonghan", review.without_date, KEEPERS),
    Command("pa", casework.show_case, STAFF),
    Command("nhan", casework.take, STAFF),
    Command("chuyen", casework.pass_on, STAFF),
    Command("hoi", casework.ask_citizen, STAFF),
    Command("traloi", casework.answer, STAFF),
    Command("phanloai", casework.sort_case, OVERSEERS),
    Command("khongnhan", casework.refuse, OVERSEERS),
    Command("guiphananh", intake.insist, EVERYONE),
    Command("bosung", tracking.supplement, EVERYONE),
    Command("bosungtin", intake.about_the_same, EVERYONE),
    Command("phananhmoi", intake.another_matter, EVERYONE),
    Command("danhgia", tracking.rate, EVERYONE),
)
WORDS: Mapping[str, Command] = {command.word: command for command in COMMANDS}
PHRASES: Mapping[str, Command] = {phrase: command for command in COMMANDS for phrase in command.says}

# Who goes on with a conversation: the draft's topic, and what of its data the handler wants ("": all).
TOPICS: Mapping[str, tuple[Callable[[Desk, Any], Reply], str]] = {
    "product": (progress.product_said, "duty"),
    "note": (progress.note_said, "duty"),
    "giving": (giving.answered, "text"),
    "given_change": (giving.change_said, "duty"),
    "leave": (leave.leave_said, ""),
    "returned": (signing.why_returned, "event"),
    "extension": (extension.more_time_said, "duty"),
    "deadline": (periods.then_fit(review.deadline_said), "task"),
    "row": (plan_rows.field_said, ""),
    "refusal": (casework.refusal_said, "case"),
    "question": (casework.question_said, "case"),
    "answer": (casework.answer_said, "case"),
    "more": (intake.more_said, "case"),
    "supplement": (tracking.supplement_said, "code"),
    "reason": (tracking.reason_said, "code"),
    "week_words": (weekly.week_words_said, "report"),
    "calendar": (calendar.change_said, ""),
    "ladder": (ladders.ladder_said, ""),
    "event": (events.event_said, "ref"),
    "date": (dates.date_said, "ref"),
    "event_name": (events.name_said, "event"),
    "link": (lambda desk, _: joining.link_code_said(desk), ""),
    "words": (intake.words_said, ""),
    "which": (intake.left_undecided, ""),
}
# After these, a known phrase such as "tình hình" means the command and not an answer.
LOOSE = frozenset({"more", "insist", "week_words", "event", "date", "calendar", "ladder", "which"})
SIX_DIGITS = re.compile(r"\d{6}")


def menu(roles: frozenset[Role]) -> list[MenuEntry]:
    """What a platform's command menu shows to these roles."""
    return [MenuEntry(one.word, one.help) for one in COMMANDS if one.help and one.roles & roles]


def answer(desk: Desk) -> Reply | None:
    """What is said to one update; None where nothing should be said."""
    heard = desk.heard
    if heard.presence == "left":
        if heard.private:
            mark_gone(desk.session, desk.office.id, heard.channel, heard.sender)
        else:
            groups.left(desk)
        return None
    if heard.presence == "joined":
        return None
    if heard.text.startswith("/"):
        return _run(desk, heard.text)
    if not heard.private:
        return None
    return _words(desk)


def _words(desk: Desk) -> Reply:
    draft = waiting_draft(desk.session, desk.office.id, desk.heard.channel, desk.heard.address, desk.now)
    phrase = _phrase(desk)
    chosen = _numbered(desk)
    if draft and draft.topic in TOPICS and not ((phrase or chosen) and draft.topic in LOOSE):
        return _go_on(desk, draft)
    if chosen:
        return _run(desk, chosen)
    if phrase:
        return phrase.handler(desk, "")
    if SIX_DIGITS.fullmatch(desk.heard.text.strip()):
        return joining.redeem(desk, desk.heard.text)
    return _staff_said(desk) if desk.rights.is_staff else intake.citizen_said(desk)


def _go_on(desk: Desk, draft: Draft) -> Reply:
    handler, wanted = TOPICS[draft.topic]
    return handler(desk, draft.data[wanted] if wanted else draft.data)


def _run(desk: Desk, text: str) -> Reply:
    word, _, rest = text.strip().removeprefix("/").partition(" ")
    command = WORDS.get(plain(word))
    if not desk.heard.private and not (command and command.group):
        return welcome.in_group(desk)
    if command is None:
        return desk.say("command_unknown", word=word[:32])
    if not command.roles & desk.rights.roles:
        return welcome.not_allowed(desk, command.roles)
    return command.handler(desk, " ".join(rest.split()))


def _phrase(desk: Desk) -> Command | None:
    """The command that plain words mean, if the speaker may use it."""
    said = re.sub(r"[^\w\s]", " ", plain(desk.heard.text))
    command = PHRASES.get(" ".join(said.split()))
    return command if command and command.roles & desk.rights.roles else None


def _numbered(desk: Desk) -> str:
    """A bare number stands for a choice of the last letter here, on every channel."""
    text = desk.heard.text.strip().rstrip(".")
    number = read_number(text)
    if number is None or len(text) > 2:
        return ""
    choices = last_choices(desk.session, desk.office.id, desk.heard.channel, desk.heard.address)
    return choices[number - 1][1] if 0 < number <= len(choices) else ""


def _staff_said(desk: Desk) -> Reply:
    """An official's free words: a clerk's document is a plan, the rest may be feedback of a private person."""
    documents = [file for file in desk.heard.kept if file.kind == "document"]
    if documents and desk.rights.roles & KEEPERS:
        return planning.receive(desk, documents[0])
    if desk.rights.roles & DECIDERS and is_order(desk.heard.text):
        return giving.order(desk, desk.heard.text)
    if desk.heard.text:
        desk.ask("insist", intake.ADDING, text=desk.heard.text)
    return desk.say("staff_unclear", words=bool(desk.heard.text), keeps_plans=bool(desk.rights.roles & KEEPERS))
