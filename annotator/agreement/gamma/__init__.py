"""Gamma, gamma-cat and gamma-k (Mathet, Widlöcher & Métivier 2015; Mathet 2017)."""
