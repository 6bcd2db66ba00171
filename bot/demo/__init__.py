"""The demo: a sample commune on one page, with a clock that can be moved."""
