"""A fair portfolio: which offers should meet which demands, so that every state gets something.

A proposal, never an allocation. In reading order: ``portfolio_sides`` (who asks and who gives, of a
view), ``flow_network`` (that as a network), ``cheapest_flow`` (its best flow, by OR-tools),
``fair_choice`` (the one that is proposed, the same everywhere, with prices that prove it),
``residual`` (kernels that prove it), ``free_ways`` (ways over what it leaves free),
``choice_reasons`` (what each better offer would cost), ``short_places`` (why a floor is not met),
``portfolio_sentences`` (that in words), ``proposed_portfolio`` (the document).
"""
