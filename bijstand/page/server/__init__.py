"""The server: who may come in, which messages are heard, what goes out."""
