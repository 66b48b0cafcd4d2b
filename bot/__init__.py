"""The shell: everything that touches the world. Refuses to hold words (content/nl) or routing (flows)."""
