"""The base of the controllers: what an action does is a method of the controller of its feature."""
