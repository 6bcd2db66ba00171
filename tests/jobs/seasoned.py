"""Whoever imports this has seen the morning of the crashes: for the process that those to be killed are forked from."""

from tests.jobs.crashing import seasoned

seasoned()
