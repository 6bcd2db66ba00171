"""The desk in a browser: what somebody of the office may see, and forms that carry the commands of the chat."""
