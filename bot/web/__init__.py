"""The HTTP side: webhooks, the web chat, health."""
