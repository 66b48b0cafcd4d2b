"""The demo: made-up people, a page with a chat and an inbox beside each other. Refuses real use."""
