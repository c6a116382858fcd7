"""The web door: one page on which staff load figures, talk, and take the draft away."""

import os

# Gradio reads these when it is imported. Nothing of a government office's work leaves
# for another host: no usage statistics, no look-up of hubs.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_OFFLINE"] = "1"
