"""The registry as rows, and the questions asked of them."""
