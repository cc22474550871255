"""ccf_docs: letters, tracking workbook and comparison booklets for associations that question election candidates.

    campaign.yaml, candidates.csv              returned files (.docx .txt)
        | store                                   | intake: readers
        v                                         v
    Campaign ------- themes ----------------> Document      blocks, each with its place
        ^                                         | intake: align        (pure)
        | store                                   v
        +---- responses/*.yaml  <------------ Response      answers by theme + everything set aside
        |          ^ a person reviews
        +---- responses/journal.csv               dated facts, only ever added to
        |
        | letters, tracking, booklets: pure functions of the register + templates, run by build
        v
    out/letters   out/tracker.xlsx   out/booklets  -> preflight reads the finished PDF back

Who may import whom (tests/test_architecture.py holds it): `errors`, `model`, `text` and `formats` are the ground;
`store` stands on it; the wings `intake`, `letters`, `tracking` and `booklets` import the ground only, never each other,
never `store`; `check`, `build`, `cli` and `rehearsal` join everything.
"""

__version__ = "0.1.0"
