"""The benchmark of packages: movies, scores, report; `python -m maskvos_train.benchmark` runs it."""
