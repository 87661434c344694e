"""Credit: repayment, present value, grant element, and what became of the money."""
