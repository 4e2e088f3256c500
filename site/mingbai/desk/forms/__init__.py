"""Values as forms and forms as values: pure functions between a guide (or any other kind) and what a browser shows and posts.

A *tree* stands between the two: text for a leaf, a list for ticked choices, a dict for a group, and a dict by token for rows, whose
order is the order on the screen. ``tree.written`` makes it of a value, ``posted.tree_of`` of a posted form, ``reading.read`` turns it
back into a value with a sentence for each bad field, ``entries`` into what a template shows. Knows no request and no database.
"""
