"""Whatever anybody says in whatever order: a case keeps its history, its clocks and its secrets."""

import asyncio
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlmodel import select

from bot.acts.answers import SEEN
from bot.acts.case_clocks import GOES_ON
from bot.acts.publishing import asked_mark
from bot.rules.case_life import NEXT
from bot.rules.routing import CATEGORIES, CONDUCT
from bot.rules.states import CASE_OPEN, Case, Role
from storage.case_clocks import CaseClock, case_clocks
from storage.feedback import Feedback, FeedbackEvent, feedback_events
from storage.people import account_at, holders, posts_of
from storage.publications import public_rows
from tests.databases import Reused
from tests.talks import Town, case_of, code_in, photo

STAFF = ("Chị Lan", "Anh Văn", "Ông Trưởng", "Bà Thư", "Ông Lãnh", "Quản Trị")
CITIZENS = ("bà Sáu", "ông Bảy")
EVERYBODY = st.sampled_from([*STAFF, *CITIZENS])
WHICH = st.integers(0, 2)
DRAFT = "Tổ điện đã thay bóng lần {} lúc 16 giờ chiều nay"
APOLOGY = "tôi gặp lỗi khi xử lý tin này"  # what is said where a handler failed

# What may be said of case {id}; a second line is said after it, as the words that were asked for.
ABOUT_A_CASE = (
    "/pa {id}",
    "/nhan {id}",
    "/nhan {id}",
    "/chuyen {id} {unit}",
    "/hoi {id}\nTrụ đèn số mấy ạ?",
    "/phanloai {id} {category}",
    "/khongnhan {id}\nTuyến đường này do tỉnh quản lý",
    "/tratl {id} {seen} when",
    "/tratl {id} {seen}\nNói rõ đã thay mấy bóng",
    "/xulylai {id}",
    "/giutraloi {id}\nĐã kiểm tra, đèn sáng vì bóng mới thay hôm qua",
    "/trinhtl {id}\nMáy ảnh hỏng",
    "/gop {id} {other}",
    "/bogop {id}",
    "/viecrieng {code}",
    "/chuyenngoai {id} 5",
    "/traloingoai {id}\nĐiện lực đã thay trạm biến áp",
    "/nhanlai {id}",
    "/khongphai {id} 1",
    "/khongphai {id}\nViệc này của Công an xã",
    "/khongcho {id}",
    "/ketthuc {id} 1",
    "/giahan pa {id}\n28/12/2027, vì chờ vật tư",
    "/duyet pa {seen_last} co",
    "/tiendo {id}\nĐã đặt mua bóng đèn mới",
    "/congkhai {id}",
    "/dangcongkhai {id} {mark}",
    "/dangcongkhai {id} {mark}",
    "/suacongkhai {id} result\nĐã thay bóng, cảm ơn ông Bảy ở {token}",
    "/suacongkhai {id} place",
    "/khongcongkhai {id} asked",
    "/vi_sao {code}",
    "/tracuu {code}",
    "/bosung {code}\nĐèn ở cạnh cây bàng",
    "/danhgia {code} {stars}",
    "/chuahailong {code} chua_xong",
    "/molai {code}\nĐèn lại tắt rồi",
)


@dataclass
class Known:
    """What was seen of a case so far."""

    id: int
    code: str
    token: str
    owner: str
    events: list[tuple[object, ...]] = field(default_factory=list)
    clocks: dict[int, CaseClock] = field(default_factory=dict)
    units: set[int] = field(default_factory=set)


class Life(RuleBasedStateMachine):
    """An office of six and two citizens."""

    reused: ClassVar[Reused]
    template: ClassVar[Path]

    def __init__(self) -> None:
        super().__init__()
        self.closing = ExitStack()
        folder = Path(self.closing.enter_context(tempfile.TemporaryDirectory()))
        store = self.closing.enter_context(self.reused.lent(self.template, folder / "office.db"))
        self.runner = self.closing.enter_context(asyncio.Runner())
        self.town = Town(store, folder)
        self.town.seat(*STAFF)
        self.runner.run(self.town.say("Bà Thư", "/ngoaicoquan Điện lực khu vực; 1900 1006"))
        self.town.line.files["p1"] = b"\xff\xd8\xff a photo"
        self.cases: list[Known] = []
        self.drafts = 0

    def teardown(self) -> None:
        self.closing.close()

    def say(self, who: str, words: str, *, shown: bool = False) -> str:
        told = ""
        for line in words.split("\n"):
            files = (photo(),) if shown and not line.startswith("/") else ()
            told = self.runner.run(self.town.say(who, line, files=files))
            assert APOLOGY not in told
        self.runner.run(self.town.say(who, "/huy"))
        return told

    def approve(self, known: Known, who: str, late: bool = False) -> None:
        seen = self.seen(known) - late
        self.runner.run(self.town.say(who, f"/duyettl {known.id} {seen}"))
        self.say(who, f"/duyettl {known.id} {seen} gui")

    def seen(self, known: Known) -> int:
        with self.town.store.transaction() as session:
            events = feedback_events(session, known.id)
        return max((event.id for event in events if event.what in SEEN), default=0)

    def last_event(self, known: Known) -> int:
        with self.town.store.transaction() as session:
            return feedback_events(session, known.id)[-1].id

    def mark(self, known: Known) -> str:
        """What names all that the public would read of it now."""
        with self.town.store.transaction() as session:
            day = self.town.shop.day(session, self.town.office_id, self.town.now)
            return asked_mark(day, session.get_one(Feedback, known.id))

    @precondition(lambda self: len(self.cases) < 3)
    @rule(who=st.sampled_from(CITIZENS), sure=st.booleans())
    def a_citizen_reports(self, who: str, sure: bool) -> None:
        token = f"mốc {7730 + len(self.cases)}"
        words = f"Đèn đường gần {token} hỏng, tối om" if sure else f"cái đó ở {token} hư rồi không ai coi"
        told = self.say(who, f"/huy\n{words}")
        if "XT-" not in told:
            self.runner.run(self.town.say(who, words))
            told = self.runner.run(self.town.say(who, "/guiphananh"))
        code = code_in(told)
        self.cases.append(Known(case_of(self.town, code).id, code, token, who))

    @precondition(lambda self: self.cases)
    @rule(
        which=WHICH,
        who=EVERYBODY,
        words=st.sampled_from(ABOUT_A_CASE),
        unit=st.integers(1, 4),
        category=st.sampled_from(list(CATEGORIES)),
        stars=st.integers(1, 5),
    )
    def somebody_says(self, which: int, who: str, words: str, unit: int, category: str, stars: int) -> None:
        case = self.cases[which % len(self.cases)]
        values: dict[str, object] = {"unit": unit, "category": category, "stars": stars, "seen": self.seen(case)}
        values["other"] = self.cases[(which + 1) % len(self.cases)].id
        values["seen_last"] = self.last_event(case)
        values["mark"] = self.mark(case)
        values["token"] = "số nhà 7"
        self.say(who, words.format(id=case.id, code=case.code, **values))

    @precondition(lambda self: self.cases)
    @rule(which=WHICH, who=EVERYBODY, good=st.booleans())
    def somebody_answers(self, which: int, who: str, good: bool) -> None:
        self.drafts += 1
        case = self.cases[which % len(self.cases)]
        words = DRAFT.format(self.drafts) if good else f"Sẽ xem xét lần {self.drafts}"
        self.say(who, f"/traloi {case.id}\n{words}", shown=good)

    @precondition(lambda self: self.cases)
    @rule(which=WHICH, who=EVERYBODY, late=st.booleans())
    def somebody_approves(self, which: int, who: str, late: bool) -> None:
        case = self.cases[which % len(self.cases)]
        self.approve(case, who, late)

    @precondition(lambda self: self.cases)
    @rule(which=WHICH, stars=st.integers(1, 2))
    def the_whole_way_and_unhappy(self, which: int, stars: int) -> None:
        case = self.cases[which % len(self.cases)]
        self.drafts += 1
        self.say("Bà Thư", f"/traloi {case.id}\n{DRAFT.format(self.drafts)}", shown=True)
        self.approve(case, "Ông Lãnh")
        if stars == 2:
            self.say("Bà Thư", f"/dangcongkhai {case.id} {self.mark(case)}")
        self.say(case.owner, f"/danhgia {case.code} {stars}")
        self.say(case.owner, f"/chuahailong {case.code} chua_lam")

    @precondition(lambda self: self.cases)
    @rule(which=WHICH)
    def the_clerk_asks_and_is_told(self, which: int) -> None:
        case = self.cases[which % len(self.cases)]
        self.say("Bà Thư", f"/hoi {case.id}\nTrụ đèn số mấy ạ?")
        self.say(case.owner, "Trụ số 12 ạ")

    @rule(hours=st.sampled_from([1, 26, 24 * 8, 24 * 31]))
    def time_passes(self, hours: int) -> None:
        self.runner.run(self.town.until(self.town.now + timedelta(hours=hours)))

    @invariant()
    def nothing_of_a_case_is_lost_or_turned_back(self) -> None:
        with self.town.store.transaction() as session:
            leads = holders(session, self.town.office_id, Role.LEAD)
            for known in self.cases:
                case = session.get_one(Feedback, known.id)
                self.check_history(known, case, feedback_events(session, known.id))
                self.check_clocks(known, case, case_clocks(session, known.id))
                self.check_release(case, feedback_events(session, known.id), leads)
                known.units |= {case.unit_id} if case.unit_id else set()
                session.expunge_all()
        self.nobody_outside_hears_of_a_case()

    def check_history(self, known: Known, case: Feedback, events: list[FeedbackEvent]) -> None:
        rows: list[tuple[object, ...]] = [
            (one.id, one.person_id, one.at, one.what, one.words, one.state) for one in events
        ]
        assert rows[: len(known.events)] == known.events
        known.events = rows
        state = Case.NEW
        for event in events:
            if event.state:
                assert Case(event.state) in NEXT[state], f"{state} -> {event.state}"
                state = Case(event.state)
        assert case.state == state

    def check_clocks(self, known: Known, case: Feedback, clocks: list[CaseClock]) -> None:
        assert set(known.clocks) <= {clock.id for clock in clocks}
        for clock in clocks:
            before = known.clocks.get(clock.id, clock)
            retimed = (clock.rule, clock.n, clock.unit) != (before.rule, before.n, before.unit)  # sorted anew
            assert clock.due >= clock.original
            assert clock.due >= before.due or retimed
            assert clock.started_at == before.started_at
            assert clock.original == before.original or retimed
            assert before.met_at in (None, clock.met_at)
            assert before.ended_at in (None, clock.ended_at)
            over = case.state not in CASE_OPEN | {Case.MERGED}
            assert not (over and clock.runs and clock.step not in GOES_ON.get(Case(case.state), ())), clock.step
        known.clocks = {clock.id: clock for clock in clocks}

    def check_release(self, case: Feedback, events: list[FeedbackEvent], leads: list[int]) -> None:
        released = [event for event in events if event.what == "answered"]
        assert all(event.person_id in leads for event in released)
        if case.published_at:
            assert released
            assert case.published_by

    @invariant()
    def the_public_reads_only_what_was_confirmed_and_nothing_of_anybody(self) -> None:
        with self.town.store.transaction() as session:
            clerks = [
                *holders(session, self.town.office_id, Role.CLERK),
                *holders(session, self.town.office_id, Role.LEAD),
            ]
            for row in public_rows(session, self.town.office_id):
                case = session.exec(select(Feedback).where(Feedback.code == row.code)).one()
                confirmed = [one for one in feedback_events(session, case.id) if one.what == "published"]
                assert confirmed[-1].words == row.result
                assert confirmed[-1].person_id in clerks
                assert case.category != CONDUCT
                assert case.merged_into is None
                told = " ".join(str(value) for value in row)
                assert not [
                    word for known in self.cases for word in (known.token, "Sáu", "Bảy", "nhà 7") if word in told
                ]

    @invariant()
    def citizens_hear_only_what_the_lead_let_out(self) -> None:
        with self.town.store.transaction() as session:
            out = [
                event.words
                for known in self.cases
                for event in feedback_events(session, known.id)
                if event.what == "answered"
            ]
        heard = "\n".join(text for who in CITIZENS for text in self.town.heard(who))
        for number in range(1, self.drafts + 1):
            if DRAFT.format(number) in heard or f"Sẽ xem xét lần {number}\n" in heard:
                assert any(f"lần {number}" in words for words in out)

    def nobody_outside_hears_of_a_case(self) -> None:
        for known in self.cases:
            for who in (*STAFF, *CITIZENS):
                if not self.may_know(known, who):
                    assert not [text for text in self.town.heard(who) if known.token in text], who

    def may_know(self, known: Known, who: str) -> bool:
        if who in CITIZENS:
            return who == known.owner
        with self.town.store.transaction() as session:
            account = account_at(session, self.town.office_id, "line", who)
            posts = posts_of(session, account.person_id) if account else []
        oversees = {post.role for post in posts} & {Role.CLERK, Role.LEAD, Role.ADMIN}
        return bool(oversees) or bool({post.unit_id for post in posts} & known.units)


def test_a_case_keeps_its_history_its_clocks_and_its_secrets(reused: Reused, migrated_file: Path) -> None:
    run_state_machine_as_test(
        type("ThisLife", (Life,), {"reused": reused, "template": migrated_file}),
        settings=settings(max_examples=5, stateful_step_count=25, suppress_health_check=[HealthCheck.too_slow]),
    )
