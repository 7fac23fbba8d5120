"""The plans that come with the product, one folder of TOML files each; `documents.plan_file` reads them."""
