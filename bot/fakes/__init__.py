"""Doubles of the platforms, served over HTTP: for tests, and for trying the bot without an account."""
