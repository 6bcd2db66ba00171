"""Makes the pictures of the guides from the running product: `python -m pictures`."""
