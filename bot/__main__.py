"""The command line: `dondoc COMMAND`."""

import argparse
import gc
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from bot.cli.calling import command_parser
from bot.later import Later

auditing = Later("bot.cli.auditing")
backups = Later("bot.cli.backups")
checking = Later("bot.cli.checking")
dossiers = Later("bot.cli.dossiers")
faking = Later("bot.cli.faking")
going_live = Later("bot.cli.going_live")
inviting = Later("bot.cli.inviting")
law = Later("bot.cli.law")
offices = Later("bot.cli.offices")
plans = Later("bot.cli.plans")
retention = Later("bot.cli.retention")
running = Later("bot.cli.running")
sealing = Later("bot.cli.sealing")
simulating = Later("bot.cli.simulating")
sorting = Later("bot.cli.sorting")
texts = Later("bot.cli.texts")
zalo_bot = Later("bot.cli.zalo_bot")
zalo_oa = Later("bot.cli.zalo_oa")

_LOADED = 300_000  # objects: more than any command loads


def main(given: Sequence[str] | None = None) -> int:
    """Run one command; 0 when all went well, 1 when something was refused, 2 for a wrong call."""
    options = parser().parse_args(given)
    gc.set_threshold(_LOADED)  # to look for garbage in what is only being loaded takes a fifth of a start
    try:
        code: int = options.run(options)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 1
    return code


def parser() -> argparse.ArgumentParser:
    top = command_parser("dondoc", "Đôn Đốc: trợ lý nhắc việc và nhận phản ánh của cơ quan.")
    commands = top.add_subparsers(title="lệnh", required=True, metavar="LỆNH")
    _add_init(commands)
    _add_running(commands)
    _add_simulate(commands)
    _add_retention(commands)
    _add_zalo_bot(commands)
    _add_zalo_oa(commands)
    _add_backups(commands)
    _add_plan(commands)
    _add_dossiers(commands)
    _add_office(commands)
    _add_invite(commands)
    _add_audit(commands)
    _add_key(commands)
    _add_law(commands)
    _add_texts(commands)
    sort = commands.add_parser("sort", help="phân loại tin nhắn: mỗi dòng vào là một đối tượng JSON có id, text")
    sort.add_argument("--json", action="store_true", required=True, help="in kết quả dạng JSON, mỗi tin một dòng")
    sort.set_defaults(run=lambda options: sorting.sort_lines(sys.stdin, sys.stdout))
    return top


def _add_init(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    run = commands.add_parser("init", help="thiết lập lần đầu: hỏi vài câu, ghi .env, lập cơ quan, gửi tin đầu tiên")
    run.add_argument("--yes", action="store_true", help="không hỏi gì, lấy giá trị mặc định")
    run.add_argument(
        "--channel",
        action="append",
        default=[],
        metavar="KÊNH",
        help="telegram, zalo-bot, zalo-oa; nêu được nhiều",
    )
    run.add_argument(
        "--token-file", action="append", default=[], type=Path, metavar="TỆP", help="tệp chứa mã của kênh nêu trước nó"
    )
    run.add_argument(
        "--set", action="append", default=[], metavar="TÊN=GIÁ_TRỊ", help="một thiết lập như trong .env.example"
    )
    run.add_argument("--workbook", type=Path, metavar="FILE.xlsx", help="tệp Excel cơ quan đã điền")
    run.add_argument("--wait", type=_whole_number, metavar="GIÂY", help="chờ người được mời bao lâu (0: không chờ)")
    run.set_defaults(run=going_live.init)


def _add_running(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    demo = commands.add_parser("demo", help="chạy thử với một xã mẫu, không cần tài khoản")
    demo.add_argument("--port", type=int, default=8080, help="cổng (mặc định 8080; bận thì chọn cổng khác)")
    demo.add_argument("--start", type=_moment, help="giờ bắt đầu của đồng hồ, ví dụ 2026-11-20T14:05+07:00")
    demo.set_defaults(run=running.demo)
    serve = commands.add_parser("serve", help="chạy thật, theo thiết lập trong .env")
    serve.set_defaults(run=running.serve)
    check = commands.add_parser("check", help="xem còn thiếu, sai gì trước khi chạy thật")
    _add_which(check)
    check.set_defaults(run=checking.check)
    fake = commands.add_parser("fake", help="giả lập một nền tảng trên máy này, để thử bot không cần tài khoản")
    fake.add_argument("platform", metavar="NỀN_TẢNG", help="telegram, zalo-bot, zalo-oa")
    fake.add_argument("--port", type=int, help="cổng (không nêu: 8081 Telegram, 8082 Zalo Bot, 8083 Zalo OA)")
    fake.add_argument("--token", help="mã của bot (không nêu: một mã mẫu)")
    fake.add_argument(
        "--webhook", metavar="URL", default="http://127.0.0.1:8080/hooks/zalo-oa", help="Zalo OA: nơi máy chủ nghe"
    )
    fake.set_defaults(run=faking.fake)
    migrate = commands.add_parser("migrate", help="đưa cơ sở dữ liệu về dạng mới nhất")
    migrate.add_argument("--to", metavar="DẠNG", help="lùi về một dạng cũ, trước khi dùng lại phiên bản cũ")
    migrate.add_argument("--yes", action="store_true", help="lùi không hỏi lại")
    migrate.set_defaults(run=running.migrate)


def _add_zalo_bot(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    actions = commands.add_parser("zalo-bot", help="việc với Zalo Bot").add_subparsers(required=True, metavar="VIỆC")
    drop = actions.add_parser("drop-webhook", help="bảo Zalo thôi gọi đến máy chủ, để chuyển sang polling")
    drop.add_argument("--office", metavar="MÃ", help="cơ quan nào, khi máy phục vụ nhiều cơ quan")
    drop.set_defaults(run=zalo_bot.drop_webhook)


def _add_zalo_oa(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    actions = commands.add_parser("zalo-oa", help="việc với Zalo OA").add_subparsers(required=True, metavar="VIỆC")
    link = actions.add_parser("link", help="in đường dẫn để người quản trị OA cấp quyền")
    link.set_defaults(run=zalo_oa.link)
    back = actions.add_parser(
        "callback", help="cấp quyền bằng địa chỉ mà Zalo đưa trình duyệt về, khi nó không mở được"
    )
    back.add_argument("address", metavar="ĐỊA_CHỈ", help="chép nguyên dòng, để trong dấu nháy")
    back.set_defaults(run=zalo_oa.callback)
    for one in (link, back):
        one.add_argument("--office", metavar="MÃ", help="cơ quan nào, khi máy phục vụ nhiều cơ quan")


def _add_retention(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    run = commands.add_parser("retention", help="dữ liệu cá nhân đã hết thời hạn giữ: xem, xóa")
    run.add_argument("--dry-run", action="store_true", help="chỉ đếm, không xóa")
    run.add_argument("--yes", action="store_true", help="xóa không hỏi lại")
    _add_which(run)
    run.set_defaults(run=retention.retention)


def _add_backups(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    run = commands.add_parser("backup", help="sao lưu (đang chạy cũng được); backup verify FILE: thử một bản sao lưu")
    run.add_argument("words", nargs="*", metavar="FILE", help="không nêu: ghi vào DONDOC_BACKUP_DIR")
    run.set_defaults(run=backups.backup)
    back = commands.add_parser("restore", help="khôi phục một bản sao lưu vào cơ sở dữ liệu trống")
    back.add_argument("file", type=Path, metavar="FILE")
    back.add_argument("--database", metavar="URL", help="cơ sở dữ liệu đích (không nêu: DONDOC_DATABASE)")
    back.add_argument("--erased", type=Path, metavar="FILE", help="sổ đã xóa, nếu không nằm cạnh bản sao lưu")
    back.add_argument("--yes", action="store_true", help="không có sổ đã xóa cũng khôi phục")
    back.set_defaults(run=backups.put_back)
    move = commands.add_parser("move", help="chuyển sang cơ sở dữ liệu khác, ví dụ từ SQLite sang PostgreSQL")
    move.add_argument("--to", required=True, metavar="URL", help="cơ sở dữ liệu đích, còn trống")
    move.set_defaults(run=backups.move)


def _add_simulate(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    run = commands.add_parser("simulate", help="chạy thử trên bản sao: mọi tin sẽ gửi, gửi khi nào, cho ai, vì sao")
    run.add_argument("--from", dest="first", type=date.fromisoformat, required=True, metavar="NGÀY", help="2026-01-01")
    run.add_argument("--to", dest="last", type=date.fromisoformat, required=True, metavar="NGÀY", help="2026-12-31")
    run.add_argument("--json", action="store_true", help="in mỗi tin một đối tượng JSON")
    run.add_argument("--joined-only", action="store_true", help="chỉ tính cán bộ đã liên kết tài khoản")
    run.add_argument(
        "--done-after",
        type=_whole_number,
        metavar="N",
        help="coi như mỗi việc được báo xong vào chiều ngày làm việc thứ N sau hạn (không nêu: không ai báo xong)",
    )
    _add_which(run)
    run.set_defaults(run=simulating.simulate)


def _add_plan(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    plan = commands.add_parser("plan", help="đọc, nhập kế hoạch").add_subparsers(required=True, metavar="VIỆC")
    read = plan.add_parser("read", help="đọc và in ra, không lưu")
    read.add_argument("file", type=Path, metavar="FILE")
    read.add_argument("--year", type=int, metavar="N", help="năm của kế hoạch, nếu trong tệp không ghi")
    read.add_argument("--json", action="store_true", help="mỗi dòng của kế hoạch một đối tượng JSON")
    read.set_defaults(run=plans.read)
    take = plan.add_parser("import", help="đọc, xem, xác nhận, lưu")
    take.add_argument("file", type=Path, metavar="FILE")
    take.add_argument("--year", type=int, metavar="N", help="năm của kế hoạch, nếu trong tệp không ghi")
    take.add_argument("--yes", action="store_true", help="lưu không hỏi lại")
    _add_which(take)
    take.set_defaults(run=plans.take_in)


def _add_dossiers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    actions = commands.add_parser("dossiers", help="hồ sơ một cửa").add_subparsers(required=True, metavar="VIỆC")
    take = actions.add_parser("import", help="nhập danh sách hồ sơ đến hạn (.xlsx, .csv) xuất từ hệ thống một cửa")
    take.add_argument("file", type=Path, metavar="FILE")
    take.add_argument("--yes", action="store_true", help="nhập không hỏi lại")
    _add_which(take)
    take.set_defaults(run=dossiers.take_in)


def _add_office(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    office = commands.add_parser("office", help="đơn vị, cán bộ của cơ quan")
    actions = office.add_subparsers(required=True, metavar="VIỆC")
    template = actions.add_parser("template", help="viết một tệp Excel mẫu để điền")
    template.add_argument("file", type=Path, metavar="FILE.xlsx")
    template.set_defaults(run=offices.template)
    take = actions.add_parser("import", help="nhập tệp Excel đã điền; nhập lại được nhiều lần")
    take.add_argument("file", type=Path, metavar="FILE.xlsx")
    take.add_argument("--yes", action="store_true", help="ghi thay đổi không hỏi lại")
    take.set_defaults(run=offices.take_in)
    export = actions.add_parser("export", help="viết tệp Excel của cơ quan như hiện nay, để sửa rồi nhập lại")
    export.add_argument("file", type=Path, metavar="FILE.xlsx")
    _add_which(export)
    export.set_defaults(run=offices.export)


def _add_invite(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    invite = commands.add_parser(
        "invite", help="mời cán bộ: một vị trí, hay giấy mời in sẵn (không nêu: ai đã, ai chưa)"
    )
    invite.add_argument("post", type=int, nargs="?", metavar="SỐ")
    invite.add_argument("--sheet", type=Path, metavar="FILE.pdf|.docx", help="giấy mời in cho mọi người chưa liên kết")
    invite.add_argument("--days", type=_whole_number, metavar="N", default=14, help="giấy mời dùng được mấy ngày (14)")
    _add_which(invite)
    invite.set_defaults(run=inviting.invite)


def _add_audit(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    actions = commands.add_parser("audit", help="nhật ký việc quan trọng").add_subparsers(required=True, metavar="VIỆC")
    verify = actions.add_parser("verify", help="xem có dòng nào bị sửa, xóa, chèn không")
    verify.add_argument("--noted", type=auditing.noted, metavar="SỐ:MÃ", help="một mốc đã ghi lại từ lần trước")
    verify.set_defaults(run=auditing.verify)
    export = actions.add_parser("export", help="xuất cho đoàn kiểm tra, thanh tra")
    export.add_argument("file", type=Path, metavar="FILE.csv|FILE.jsonl")
    export.set_defaults(run=auditing.export)


def _add_which(command: argparse.ArgumentParser) -> None:
    command.add_argument("--office", metavar="MÃ", help="mã cơ quan, khi máy chủ này phục vụ nhiều cơ quan")


def _add_law(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    run = commands.add_parser(
        "law", help="giấy tờ về dữ liệu cá nhân theo thiết lập hiện có: thông báo, hồ sơ, thời hạn"
    )
    run.add_argument("folder", type=Path, metavar="THƯ_MỤC")
    _add_which(run)
    run.set_defaults(run=law.law)


def _add_texts(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    actions = commands.add_parser("texts", help="lời nhắn của Đôn Đốc").add_subparsers(required=True, metavar="VIỆC")
    listed = actions.add_parser("list", help="tên từng lời nhắn, ai đọc")
    listed.set_defaults(run=texts.listed)
    copy = actions.add_parser("copy", help="chép một lời nhắn ra để cơ quan sửa")
    copy.add_argument("name", metavar="TÊN")
    copy.set_defaults(run=texts.copy)
    preview = actions.add_parser("preview", help="xem mọi lời nhắn, điền bằng một câu chuyện mẫu")
    preview.add_argument("file", type=Path, nargs="?", metavar="FILE.html|FILE.txt", help="không nêu: in ra đây")
    channels = ("telegram", "web", "zalo-bot", "zalo-oa")
    preview.add_argument("--channel", choices=channels, default="telegram", metavar="KÊNH", help=", ".join(channels))
    preview.set_defaults(run=texts.preview)
    for one in (listed, copy, preview):
        _add_which(one)


def _add_key(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    key = commands.add_parser("key", help="khóa mã hóa dữ liệu cá nhân")
    actions = key.add_subparsers(required=True, metavar="VIỆC")
    rotate = actions.add_parser("rotate", help="mã hóa lại tất cả bằng khóa đứng đầu DONDOC_KEY (dừng máy chủ trước)")
    rotate.add_argument("--yes", action="store_true", help="không hỏi lại")
    rotate.set_defaults(run=sealing.rotate)


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise argparse.ArgumentTypeError("cần có múi giờ, ví dụ 2026-11-20T14:05+07:00")
    return moment


def _whole_number(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError("cần một số từ 0 trở lên")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
