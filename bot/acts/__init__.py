"""What people and time both do: shared by handlers and jobs, inside their transaction."""
