"""The core: conversations as data, and the small pure engine that runs them. Refuses clock, chance, network and database."""
