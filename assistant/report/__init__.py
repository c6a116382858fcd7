"""What an annual report is: layouts as data, the model, quantities, the ledger of facts."""
