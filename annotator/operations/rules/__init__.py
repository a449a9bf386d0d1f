"""Every disagreement becomes a rule: causes, cases, rules of the codebook, and its test set."""
