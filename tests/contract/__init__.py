"""The same stories over every channel, each over real HTTP."""
