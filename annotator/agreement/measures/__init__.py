"""The figures that are asked for: tables, pairs, unitizing, attributes, with intervals."""
