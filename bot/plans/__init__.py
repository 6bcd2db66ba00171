"""Documents in: from an office's plan to rows and their readings."""
