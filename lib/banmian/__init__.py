"""Reads local Party newspaper pages into facts and pandas frames."""
