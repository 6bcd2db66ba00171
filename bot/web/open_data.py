"""The register as open data: JSON, and CSV for spreadsheets."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from bot.acts.register import PublicCase
from bot.rules.harmless import harmless
from bot.rules.public_sums import Table

_BOM = "\ufeff"  # without it Excel takes Vietnamese for another encoding
COLUMNS = {
    "ma": "Mã",
    "ma_linh_vuc": "Mã lĩnh vực",
    "linh_vuc": "Lĩnh vực",
    "khu_vuc": "Khu vực",
    "don_vi": "Đơn vị giải quyết",
    "tinh_trang": "Tình trạng",
    "tiep_nhan": "Ngày tiếp nhận",
    "hen_tra_loi": "Ngày hẹn trả lời",
    "tra_loi": "Ngày trả lời",
    "dung_han": "Đúng hạn",
    "ket_qua": "Kết quả",
    "loi_nguoi_dan": "Lời người dân",
    "vi_do": "Vĩ độ",
    "kinh_do": "Kinh độ",
}
Value = str | bool | float | None


def cases_json(office: str, cases: Sequence[PublicCase], site: str) -> bytes:
    """`site` is the address before the paths of our own pages."""
    rows = [{**fields(case), "dia_chi": f"{site}/congkhai/{case.row.code}"} for case in cases]
    return _json({"co_quan": office, "cot": COLUMNS, "so_ket_qua": len(rows), "ket_qua": rows})


def fields(case: PublicCase) -> dict[str, Value]:
    """A case by the keys of COLUMNS."""
    row = case.row
    return {
        "ma": row.code,
        "ma_linh_vuc": row.category,
        "linh_vuc": case.topic,
        "khu_vuc": row.area,
        "don_vi": case.unit,
        "tinh_trang": "Đã giải quyết" if row.settled else "Đang xem xét lại",
        "tiep_nhan": case.received.isoformat(),
        "hen_tra_loi": row.due.isoformat(),
        "tra_loi": case.answered.isoformat(),
        "dung_han": case.on_time,
        "ket_qua": row.result,
        "loi_nguoi_dan": row.words,
        "vi_do": row.latitude,
        "kinh_do": row.longitude,
    }


def cases_csv(cases: Sequence[PublicCase]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS.values())
    for case in cases:
        writer.writerow([_cell(value) for value in fields(case).values()])
    return (_BOM + out.getvalue()).encode()


def _cell(value: Value) -> str | float:
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, float):
        return value
    return harmless(value or "")


def sums_json(office: str, sums: Mapping[str, Table[str]]) -> bytes:
    """What is null is not told, as fewer than three people stand behind it."""
    months = {
        month: {
            "ca_co_quan": asdict(table.total),
            "don_vi": {unit: asdict(told) for unit, told in table.rows.items()},
        }
        for month, table in sums.items()
    }
    return _json({"co_quan": office, "thang": months})


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
