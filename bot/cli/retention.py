"""retention: what has been kept long enough, counted or erased."""

from argparse import Namespace
from contextlib import closing

from bot.acts.keep_times import keep_time, kept_until
from bot.app import Kit, open_shop, utc_now
from bot.cli.environment import chosen_office, is_agreed, migrated_store, settings, told
from bot.cli.terminal import out
from bot.jobs.retain import due_now, retain_some
from bot.jobs.shop import Shop
from bot.rules.retention import kinds


@told
def retention(options: Namespace) -> int:
    """Show what is due; without `--dry-run` and after a yes erase it, as the nightly round would."""
    known = settings()
    with closing(migrated_store(known)) as store:
        shop = open_shop(store, known.data, {}, Kit.packaged(known.secret, {}))
        return _retention(shop, options.office, is_dry=options.dry_run, is_sure=options.yes)


def _retention(shop: Shop, code: str | None, *, is_dry: bool, is_sure: bool) -> int:
    total = _show(shop, code)
    if is_dry or not total:
        return 0
    if not is_sure and not is_agreed("Xóa ngay?"):
        return 1
    now = utc_now()
    with shop.store.transaction() as session:
        office = chosen_office(session, code)
        office.next_retain_at = now
        session.add(office)
    while retain_some(shop, now):
        pass
    out.print("Đã xóa; số lượng ghi trong sổ (/nhatkyxoa).")
    return 0


def _show(shop: Shop, code: str | None) -> int:
    with shop.store.transaction() as session:
        office = chosen_office(session, code)
        day = shop.day(session, office.id, utc_now())
        counts = due_now(day)
        for key, kind in kinds().items():
            until = day.hours.local(kept_until(day, key)).date()
            kept = f"giữ {keep_time(day, key)} {kind.since}: trước {until:%d/%m/%Y}"
            out.print(f"{counts[key]:>7}  {kind.title} ({kept})", markup=False)
    return sum(counts.values())
