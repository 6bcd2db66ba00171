"""What people do: one file per thing people talk about."""
