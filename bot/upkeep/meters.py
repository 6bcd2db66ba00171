"""Figures for Prometheus: what this process did, and how the store stands. Nobody's name or words are among them."""

from collections.abc import Callable, Iterable
from functools import cache

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from bot.upkeep.health import Health
from bot.upkeep.pulse import Pulse

SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Meters:
    """Eyes that count. A registry of its own, so that two houses in one process do not meet."""

    def __init__(self, pulse: Pulse) -> None:
        self.pulse, self.registry = pulse, CollectorRegistry()
        ProcessCollector(registry=self.registry)
        sent = Counter(
            "dondoc_deliveries", "Letters handed to a channel", ["channel", "result"], registry=self.registry
        )
        self._sent = cache(sent.labels)  # the library would look up each name under a lock every time
        self._sending = self._histogram("dondoc_delivery_seconds", "Time to hand a letter to a channel")
        self._heard = self._histogram("dondoc_inbound_seconds", "Time to take an update in")

    def _histogram(self, name: str, words: str) -> Callable[[str], Histogram]:
        """By the channel."""
        return cache(Histogram(name, words, ["channel"], buckets=SECONDS, registry=self.registry).labels)

    def ticked(self, step: str) -> None:
        self.pulse.ticked(step)

    def delivered(self, channel: str, result: str, seconds: float) -> None:
        self._sent(channel, result).inc()
        self._sending(channel).observe(seconds)

    def heard(self, channel: str, seconds: float) -> None:
        self._heard(channel).observe(seconds)

    def listened(self, where: str, is_well: bool) -> None:
        self.pulse.listened(where, is_well)

    def watch(self, health: Health) -> None:
        """Show how the store stands too, asked for anew at each look."""
        self.registry.register(_Standing(health))

    def shown(self) -> bytes:
        return generate_latest(self.registry)


class _Standing(Collector):
    def __init__(self, health: Health) -> None:
        self._health = health

    def describe(self) -> Iterable[Metric]:
        return []

    def collect(self) -> Iterable[Metric]:
        for figure in self._health.figures():
            gauge = GaugeMetricFamily(figure.name, figure.help, labels=[figure.label] if figure.label else [])
            for labelled, value in figure.values.items():
                gauge.add_metric([labelled] if figure.label else [], value)
            yield gauge
