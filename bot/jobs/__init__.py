"""What time does: one step per file; a step does one thing and says whether there was one."""
