"""What all controllers share: their base classes and the services that they are given."""
