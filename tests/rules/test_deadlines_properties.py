"""What holds for every text: printed schedules come back, dates are never made up, nothing is refused."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.rules.deadlines import find, read
from bot.rules.schedules import (
    AnyOf,
    By,
    Dates,
    DayKind,
    Edge,
    Every,
    External,
    From,
    Milestones,
    Nothing,
    Ongoing,
    Relative,
    Schedule,
    Unit,
    Within,
    from_json,
    to_json,
)

YEAR = 2024
Printed = tuple[str, Schedule]
ROMAN = ("I", "II", "III", "IV")
UNITS: dict[Unit, str] = {"week": "tuần", "month": "tháng", "quarter": "quý", "year": "năm"}

EDGES: dict[str, Edge | None] = {"": None, "trước ": "before", "chậm nhất ": "on"}

DAYS = st.dates(date(YEAR, 1, 1), date(YEAR, 12, 31))


def numeric(day: date) -> st.SearchStrategy[str]:
    return st.sampled_from(
        [
            f"{day.day:02d}/{day.month:02d}/{day.year}",
            f"{day.day}/{day.month}/{day.year}",
            f"ngày {day.day:02d}/{day.month}/{day.year}",
            f"ngày {day.day} tháng {day.month} năm {day.year}",
            f"ngày {day.day:02d}/{day.month}",
            f"{day.day:02d}.{day.month}.{day.year}",
        ]
    )


def cased(text: str) -> st.SearchStrategy[str]:
    return st.sampled_from([text, text.capitalize(), text.upper(), text.replace(" ", "  "), f" {text}. "])


@st.composite
def days(draw: st.DrawFn) -> Printed:
    day = draw(DAYS)
    edge = draw(st.sampled_from(["", "trước ", "chậm nhất ", "hoàn thành trước ", "đến hết ", "xong trước "]))
    edge = "" if day == date(YEAR, 1, 1) else edge
    return edge + draw(numeric(day)), By(day, "before" if "trước" in edge else "on")


@st.composite
def periods(draw: st.DrawFn) -> Printed:
    kind, number = draw(st.sampled_from(["tháng", "quý"])), draw(st.integers(1, 12))
    first, last = (number, number) if kind == "tháng" else (3 * ((number - 1) // 3) + 1, 3 * ((number - 1) // 3) + 3)
    shown = draw(st.sampled_from([f"{number}", f"{number:02d}"])) if kind == "tháng" else ROMAN[(last // 3) - 1]
    year = draw(st.sampled_from(["", f"/{YEAR}", f" năm {YEAR}"]))
    start, end = date(YEAR, first, 1), date(YEAR, last, monthrange(YEAR, last)[1])
    edge = draw(st.sampled_from(["", "trong ", "hoàn thành trong ", "trước ", "chậm nhất ", "hết "]))
    if edge == "trước " and first > 1:  # before January is another year's business
        return f"{edge}{kind} {shown}{year}", By(start, "before")
    if edge in ("chậm nhất ", "hết "):
        return f"{edge}{kind} {shown}{year}", By(end)
    edge = edge.replace("trước ", "vào ")
    return f"{edge}{kind} {shown}{year}", Within(start, end, year_inferred=not year)


@st.composite
def stretches(draw: st.DrawFn) -> Printed:
    start, end = sorted((draw(DAYS), draw(DAYS)))
    text = f"từ {draw(numeric(start))} đến {draw(numeric(end))}"
    missing = text.count(f"{YEAR}") == 0
    return text, Within(start, end, year_inferred=missing)


@st.composite
def months(draw: st.DrawFn) -> Printed:
    chosen = sorted(draw(st.sets(st.sampled_from([1, 3, 5, 7, 9, 11]), min_size=2)))
    year = draw(st.sampled_from(["", f"/{YEAR}", f" năm {YEAR}"]))
    return f"tháng {', '.join(map(str, chosen))}{year}", Dates(tuple(chosen), YEAR)


@st.composite
def rhythms(draw: st.DrawFn) -> Printed:
    unit: Unit = draw(st.sampled_from(sorted(UNITS)))
    word = UNITS[unit]
    times = draw(st.integers(1, 12))
    return draw(
        st.sampled_from(
            [
                (f"hàng {word}", Every(unit)),
                (f"hằng {word}", Every(unit)),
                (f"định kỳ hàng {word}", Every(unit)),
                (f"mỗi {word} một lần", Every(unit)),
                (f"{times:02d} lần/{word}", Every(unit, times)),
                (f"ít nhất {times} lần một {word}", Every(unit, times)),
            ]
        )
    )


@st.composite
def placed(draw: st.DrawFn) -> Printed:
    day, month, weekday, hour = (draw(st.integers(1, n)) for n in (28, 12, 6, 23))
    edge = draw(st.sampled_from(sorted(EDGES)))
    printed = EDGES[edge]
    clock = draw(st.sampled_from(["", f"{hour}h00 ", f"{hour} giờ "])) if edge == "trước " else ""
    by_week = Every("week", weekday=weekday - 1, hour=hour if clock else None, edge=printed)
    return draw(
        st.sampled_from(
            [
                (f"{edge}ngày {day} hàng tháng", Every("month", day=day, edge=printed)),
                (f"{edge}{clock}thứ {weekday + 1} hàng tuần", by_week),
                (f"{edge}ngày {day}/{month} hàng năm", Every("year", day=day, month=month, edge=printed)),
                (
                    f"{edge}ngày {day} của tháng cuối quý",
                    Every("quarter", anchor="quarter-last-month", day=day, edge=printed),
                ),
            ]
        )
    )


@st.composite
def events(draw: st.DrawFn) -> Printed:
    days, working = draw(st.integers(1, 60)), draw(st.booleans())
    event: str = draw(st.sampled_from(["nhận hồ sơ", "hội nghị kết thúc", "có kết luận của huyện", "bàn giao"]))
    unit = "ngày làm việc" if working else "ngày"
    calendar: DayKind = "working" if working else "calendar"
    phrases: list[Printed] = [
        (f"trong vòng {days:02d} {unit} kể từ khi {event}", Relative(event, days, calendar=calendar)),
        (f"chậm nhất {days} {unit} sau khi {event}", Relative(event, days, calendar=calendar)),
        (f"{days} {unit} trước khi {event}", Relative(event, days, "before", calendar)),
        (f"ngay sau khi {event}", Relative(event, 0)),
        (f"từ khi {event}", From(start_text=f"khi {event}")),
        (f"theo kế hoạch {event}", External(f"kế hoạch {event}")),
        ("thường xuyên", Ongoing()),
    ]
    return draw(st.sampled_from(phrases))


PRINTED = st.one_of(days(), periods(), stretches(), months(), rhythms(), placed(), events())


@given(PRINTED)
@settings(max_examples=300)
def test_what_an_office_prints_is_read_back(printed: Printed) -> None:
    text, schedule = printed
    reading = read(text, year=YEAR)
    assert reading.schedule == schedule
    assert not reading.needs_review, reading.why


@given(days() | periods() | rhythms(), st.data())
def test_case_blanks_and_a_full_stop_do_not_matter(printed: Printed, data: st.DataObject) -> None:
    text, schedule = printed
    assert read(data.draw(cased(text)), year=YEAR).schedule == schedule


@given(days() | periods(), days() | periods(), st.sampled_from(["; ", ". ", ", "]))
def test_steps_with_their_own_work_come_out_one_by_one(first: Printed, second: Printed, joint: str) -> None:
    text = f"Soạn thảo: {first[0]}{joint}Trình ký: {second[0]}"
    schedule = read(text, year=YEAR).schedule
    if first[1] == second[1]:
        return
    assert isinstance(schedule, Milestones)
    assert [step.schedule for step in schedule.parts] == [first[1], second[1]]
    assert all(step.text in text for step in schedule.parts)


@given(days() | periods() | rhythms() | placed(), st.integers(1990, 2060))
def test_a_plan_of_another_year_never_gets_a_foreign_date_in_silence(printed: Printed, year: int) -> None:
    reading = read(printed[0], year=year)
    if not reading.needs_review:
        assert all(year <= day.year <= year + 1 or day == date(year + 1, 1, 1) for day in dates_in(reading.schedule))


PIECES = """
trước sau từ đến hết ngày tháng quý năm tuần hàng mỗi định kỳ thường xuyên theo khi có ngay và hoặc , ; . ( ) - / :
5 15 31 12 2024 2030 I II IV 30/6 31/02/2024 05/9/2024 3/2024 16h00 1 lần làm việc báo cáo cuối đầu chậm nhất kể
trong đột xuất UBND xã 80% 766/QĐ-TTg hàng năm sau khi thứ Sáu không 6 tháng đầu năm cả kế hoạch
"""
SENTENCES = st.lists(st.sampled_from(PIECES.split()), max_size=25).map(" ".join)


@given(SENTENCES | st.text(), st.none() | st.integers(-5, 12000), st.none() | DAYS)
@settings(max_examples=300)
def test_no_text_is_refused(text: str, year: int | None, issued: date | None) -> None:
    reading = read(text, year=year, issued=issued)
    assert from_json(to_json(reading.schedule)) == reading.schedule
    assert 0 <= reading.confidence <= 1
    assert all(reading.why)
    assert reading.needs_review or reading.schedule != Nothing()
    assert all(found.text in text or found.start < found.end for found in find(text, year=year))


@example("sau năm sau")
@given(SENTENCES)
@settings(max_examples=200)
def test_every_date_has_its_year_printed_or_is_of_the_plans_year(text: str) -> None:
    printed = {int(word[-4:]) for word in text.replace("/", " ").split() if word.isdigit() and len(word) == 4}
    named = {2027 + ("năm sau" in text), 2027 - ("năm trước" in text)}
    for day in dates_in(read(text, year=2027).schedule):
        years = {*printed, *named, 2027}
        assert day.year in years | {year + 1 for year in years} | {year - 1 for year in years}


@given(SENTENCES)
def test_a_date_earlier_than_the_plan_is_never_silent(text: str) -> None:
    issued = date(2027, 6, 1)
    reading = read(text, year=2027, issued=issued)
    if not reading.needs_review:
        assert all(day >= date(2027, 1, 1) for day in dates_in(reading.schedule))


def dates_in(schedule: Schedule) -> Iterator[date]:
    match schedule:
        case By(day, _) | From(day):
            yield from filter(None, [day])
        case Within(start, end):
            yield from (start, end)
        case Every(start=start, until=until):
            yield from filter(None, [start, until])
        case Ongoing(until):
            yield from filter(None, [until])
        case Dates(months, year):
            yield from (date(year, month, 1) for month in months)
        case AnyOf(parts):
            for part in parts:
                yield from dates_in(part)
        case Milestones(parts=steps):
            for step in steps:
                yield from dates_in(step.schedule)
