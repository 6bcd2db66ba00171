"""What keeps an installation well: copies of its store, proofs of them, eyes on how it goes."""
