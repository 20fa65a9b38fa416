"""Rules: each looks at the registry and yields findings."""
