"""Networks: who supplies and funds whom, who meets whom, and who stands between them."""
