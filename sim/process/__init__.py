"""What happens at each kind of event: handlers on the state, the same under both clocks.

The order of things, for one need:

1. ``need``: an incident arises; own people answer; a gap is left; other units of the own
   organisation fill what they can; a partner is sought; the requester asks or does not; the
   request goes the informal way, by consent given in advance, or through consultation.
2. ``desks``: a filed request visits its desks, one after the other or, in an emergency, side by
   side; each desk is a queue with officers. After three deadlines it is dropped.
3. ``decision``: all three gates are read (again); people are promised or not.
4. ``deployment``: people start, unless weather or technique forbids; what they achieve is settled;
   they stay, stay longer, or are withdrawn.
5. ``learning``: trust, expertise, understanding, familiarity, saturation and aversion change.

Beside requests, ``contacts``: exercises, working sessions, meetings and exchanges.

``search`` finds the partner of a need and ``comparison`` the best candidate of a rung. ``readings``
says how a state stands at this moment, ``relations`` how two units stand to each other (decay is
worked out when a value is read), and ``meetings`` where what is known of the two is written down.
``people`` moves persons, ``agenda`` posts what is to happen later, ``handle`` finds the handler.
"""
