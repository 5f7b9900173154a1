"""The one font that we bring along: Noto Sans SC Regular, under the SIL Open Font License (OFL.txt)."""

from __future__ import annotations

from importlib.resources import files


def path() -> str:
    """The font file: 30,890 characters, rare ones of names (㛃 䶮 𬘓) among them."""
    return str(files(__package__) / "NotoSansSC-Regular.ttf")
