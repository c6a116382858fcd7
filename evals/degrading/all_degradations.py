"""Every way to make a draft worse: by hand, and as weak models do."""

from evals.degrading.degradations import BY_HAND
from evals.degrading.weak_models import WEAK_MODELS

DEGRADATIONS = (*BY_HAND, *WEAK_MODELS)
