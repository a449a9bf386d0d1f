"""What figures are computed from: documents, units, clusters, ratings."""
