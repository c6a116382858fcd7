"""What every suite found, in the one form that the page, the comparison and the gate read."""
