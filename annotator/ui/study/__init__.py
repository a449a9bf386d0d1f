"""The page on the study: its plan, rules, cases, training, and what is reported."""
