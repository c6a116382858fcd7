"""Nothing in a sentence that its facts and sources do not say."""
