"""Small counts: which of them a table, its margins or its rates give away, and how few to withhold so that none is."""
