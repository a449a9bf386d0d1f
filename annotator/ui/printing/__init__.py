"""The coded text on paper or as PDF."""
