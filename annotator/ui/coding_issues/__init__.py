"""What is left to do on codings: marks in the text, and the list of them."""
