"""The figures as a person fills them in: the form, what is typed into it, what does not agree."""
