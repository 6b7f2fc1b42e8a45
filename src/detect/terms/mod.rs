//! Finds e-mail addresses, URLs, money, percentages and quantities by rule.
