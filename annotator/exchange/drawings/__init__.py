"""Drawings and networks as files of other programs: SVG, GraphML, Graphviz, draw.io."""
