"""The office itself: the workbook made ready, filled in by a person, brought in."""

from pathlib import Path

from bot.cli.environment import StopError
from bot.cli.going_live.asking import Asker
from bot.cli.offices import bring_in
from bot.cli.terminal import out
from bot.papers.workbook import write_template
from bot.rules.vietnamese import plain
from bot.settings import Settings
from storage.offices import Office, all_offices
from storage.store import Store

WORKBOOK = Path("co-quan.xlsx")


def set_up_office(ask: Asker, file: Path | None, known: Settings, store: Store) -> Office | None:
    """The office there is, brought to the workbook where one is given; None where it is left for later."""
    there = _first(store)
    if file is not None:
        out.print(bring_in(known, store, file, ask.agreed), markup=False)
    elif there is None:
        _fill(ask, known, store)
    else:
        out.print(f"  ✓ Đã có {there.name}.", markup=False)
    return _first(store)


def _fill(ask: Asker, known: Settings, store: Store) -> None:
    file = Path(ask.text("Tệp Excel của cơ quan (chưa có: Enter để tạo)", str(WORKBOOK)))
    if not file.exists():
        _write(ask, file)
        if ask.silent:
            out.print(f"  Hãy điền {file}, rồi chạy: dondoc init --workbook {file}", markup=False)
            return
        out.print(f"  ✓ Đã viết {file}. Mở tệp, điền các trang Đơn vị, Cán bộ, lưu lại.", markup=False)
    question = "Điền xong thì bấm Enter (gõ “thôi” để làm sau)"
    while plain(ask.text(question)) != "thoi":
        try:
            out.print(bring_in(known, store, file, ask.agreed), markup=False)
            return
        except StopError as refused:
            if ask.silent:
                raise
            out.print(str(refused), markup=False)
    out.print(f"Khi điền xong {file}: chạy lại dondoc init.", markup=False)


def _write(ask: Asker, file: Path) -> None:
    name = ask.text("Tên cơ quan, ví dụ UBND xã Thanh Bình")
    code = ask.text("Mã cơ quan, đứng đầu mã phản ánh, không đổi được về sau", initials(name))
    address = ask.text("Địa chỉ trụ sở, kèm tỉnh (Enter: điền sau)")
    write_template(file, {"Cơ quan": (("Tên cơ quan", name), ("Mã cơ quan", code.upper()), ("Địa chỉ", address))})


def initials(name: str) -> str:
    """ "UBND xã Thanh Bình" -> "TB": of the place alone, without accents."""
    words = [word for word in plain(name).split() if word not in ("ubnd", "uy", "ban", "nhan", "dan", "xa", "phuong")]
    return "".join(word[0] for word in words if word[0].isalnum())[:6].upper()


def _first(store: Store) -> Office | None:
    with store.transaction() as session:
        return next(iter(all_offices(session)), None)
