"""Each figure of a month is counted from its dossiers; none is counted twice, none is left out."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.dossier_sums import Standing, figures_of, sums_of
from bot.rules.figures import Window
from bot.rules.states import DOSSIER_OVER, DossierState

WINDOW = Window(date(2026, 11, 1), date(2026, 11, 30), "Tháng 11/2026")
DAYS = st.none() | st.dates(date(2026, 10, 20), date(2026, 12, 10))


@st.composite
def standings(draw: st.DrawFn) -> list[Standing]:
    found = []
    for number in range(draw(st.integers(0, 12))):
        state = draw(st.sampled_from(list(DossierState)))
        finished = draw(DAYS) if state in DOSSIER_OVER else None
        due, received = draw(DAYS), draw(DAYS)
        found.append(
            Standing(f"H-{number}", number, 1, state, "", received, due, None, finished, finished or date(2026, 11, 5))
        )
    return found


@settings(max_examples=150)
@given(found=standings(), today=st.dates(date(2026, 11, 1), date(2026, 12, 20)))
def test_every_figure_is_a_question_over_its_dossiers(found: list[Standing], today: date) -> None:
    sums = sums_of(found, WINDOW, today)
    told = {figure.key.partition(".")[2]: set(figure.codes) for figure in figures_of(sums, "x")}
    done = {one.code for one in found if one.finished and date(2026, 11, 1) <= one.finished <= date(2026, 11, 30)}
    assert told["da_xong"] == done
    assert told["dung_han"] | told["tre_han"] == done
    assert not told["dung_han"] & told["tre_han"]
    assert not told["qua_han"] & done
    by_code = {one.code: one for one in found}
    for code in told["tre_han"]:
        one = by_code[code]
        assert one.finished
        assert one.due
        assert one.finished > one.due
    for code in told["qua_han"]:
        one = by_code[code]
        assert one.due
        assert one.due < min(today, WINDOW.last + timedelta(days=1))
        assert one.state == DossierState.OPEN or (one.finished and one.finished > WINDOW.last)


def test_a_new_day_does_not_make_it_on_time() -> None:
    moved = Standing(
        "H-1", 1, 1, DossierState.DONE, "", None, date(2026, 11, 9), date(2026, 11, 16), date(2026, 11, 13)
    )
    assert [one.code for one in sums_of([moved], WINDOW, date(2026, 12, 1)).done_late] == ["H-1"]
