"""A folder with a file of settings for each office: `TB.env` for the office whose code is TB."""

from collections.abc import Mapping
from pathlib import Path

from dotenv import dotenv_values

from bot.settings.reading import SettingsError

Files = Mapping[str, Mapping[str, str]]


def read_folder(folder: Path) -> Files:
    """Name of a file -> the names and texts in it."""
    try:
        found = sorted(path for path in folder.iterdir() if path.suffix == ".env" and path.is_file())
        return {path.name: {name: text or "" for name, text in dotenv_values(path).items()} for path in found}
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError([f"DONDOC_OFFICES: không đọc được thư mục {folder} ({type(error).__name__})."]) from error
