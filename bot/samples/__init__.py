"""What each message looks like, filled with a story: for preview, for tests, for who words a message anew."""
