"""Days to come, tried out on a copy of the store: who will be written to, when and why."""
