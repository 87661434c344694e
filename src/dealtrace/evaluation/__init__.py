"""How well readings agree with labelled reports: scorer, labelled corpus, pinned floors."""
