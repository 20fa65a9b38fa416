"""The whole registry as one frozen picture."""
